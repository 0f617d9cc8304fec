// The command line as somebody meets it who mistypes, or whose database is not there.
import { spawnSync } from "node:child_process";
import type { Command } from "commander";
import { describe, expect, it, vi } from "vitest";
import { program } from "../../cli/program.ts";
import { freePort } from "../../cli/postgres/ports.ts";
import { terminal } from "./terminal.ts";
import { stagedoorProgram } from "./command-line.ts";

interface Entry {
  words: string[];
  command: Command;
}

/** A command and those below it, by the words that call them. */
function below(command: Command, words: string[]): Entry[] {
  const inner = command.commands.flatMap((one) => below(one, [...words, one.name()]));
  return [{ words, command }, ...inner];
}

const everything = below(program(), []);
const commands = everything
  .filter(({ command }) => command.commands.length === 0)
  .map((entry) => ({ ...entry, name: entry.words.join(" ") }));
/** Something for each option that a command cannot go without. */
const required = ({ options }: Command) =>
  options.filter(({ mandatory }) => mandatory).map(({ long }) => `${long}=x`);

const groups = everything.filter(({ command }) => command.commands.length > 0);

const typed = terminal(
  Object.fromEntries(
    Object.keys(process.env)
      .filter((name) => /^(AUDIT|ALERT|SUPABASE|DATABASE|STAGEDOOR_PASS)/.test(name))
      .map((name) => [name, ""]),
  ),
);

/** One line on standard error, none on standard output, and this exit code. */
const refusal = (code: number, line: RegExp) => ({
  code,
  out: "",
  err: expect.stringMatching(new RegExp(`^[^\\n]*${line.source}[^\\n]*\\n$`)),
});

describe("stagedoor", () => {
  it("shows its help, and ends with 2, where no command is typed", async () => {
    const { code, out, err } = await typed();
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(/^Usage: stagedoor \[options\] \[command\]\n/);
  });

  it("says its version, which is that of the package", async () => {
    const told = await typed("--version");
    expect(told).toEqual({
      code: 0,
      out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
      err: "",
    });
  });

  it.each(["doctr", "DOCTOR", "", "--json=1"])(
    "refuses what is no command in one line: '%s'",
    async (word) => {
      expect(await typed(word)).toEqual(refusal(2, /unknown .* See: stagedoor --help/));
    },
  );

  it.each([
    "postgresql://ann:s3cret@db/x",
    "postgresql://ann:an@s3cret@db/x",
    "postgresql://ann:a:s3cret/@db/x",
    "postgresql://db/x?user=ann&password=s3cret",
  ])("repeats no password of what was typed in the wrong place: %s", async (url) => {
    const told = await typed(url);
    expect(told).toEqual(refusal(2, /unknown command 'postgresql:/));
    expect(told.err).not.toContain("s3cret");
    expect(told.err).toContain("***");
  });

  it("ends as its exit code says, as a program of its own", () => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [stagedoorProgram(), "doctor", "--nonsense"],
      { encoding: "utf8" },
    );
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toBe("unknown option '--nonsense'. See: stagedoor doctor --help\n");
  });
});

describe("every command of stagedoor", () => {
  it("is one of those that this file looks at", () => {
    expect(commands.length).toBeGreaterThan(7);
  });

  it.each(
    everything.map(({ words }) => ({ name: ["stagedoor", ...words].join(" "), words })),
  )(
    "has a manual with examples, environment and exit codes: $name",
    async ({ name, words }) => {
      const long = await typed(...words, "--help");
      expect(await typed(...words, "-h")).toEqual(long);
      expect([long.code, long.err]).toEqual([0, ""]);
      expect(long.out).toMatch(new RegExp(`^Usage: ${name} `));
      expect(long.out).toMatch(/\nExamples:\n {2}\$ stagedoor /);
      expect(long.out).toMatch(/\nEnvironment:\n[^]*NO_COLOR/);
      expect(long.out).toMatch(/\nExit codes:\n {2}0 done, 1 .*, 2 .*, 3 /);
      expect(long.out).toMatch(/--json[^]*--quiet/);
      if (long.out.includes("--db-url <url>")) {
        expect(long.out).toMatch(/SUPABASE_DB_URL {2}[^]*DATABASE_URL {2}/);
      }
    },
  );

  it.each(commands)(
    "refuses an option that it does not know in one line: $name",
    async ({ words, command }) => {
      const told = await typed(...words, ...required(command), "--nonsense");
      expect(told).toEqual(refusal(2, /unknown option '--nonsense'/));
      expect(told.err).toContain(` See: stagedoor ${words.join(" ")} --help`);
    },
  );

  it.each(groups.map(({ words }) => ({ words, name: words.join(" ") })))(
    "refuses a command that it does not know in one line: stagedoor $name",
    async ({ words }) => {
      const told = await typed(...words, "nonsense");
      expect(told).toEqual(refusal(2, /unknown command 'nonsense'/));
    },
  );

  it.each(commands)(
    "is called by a line that its manual shows: $name",
    async ({ words }) => {
      const { out } = await typed(...words, "--help");
      expect(out).toContain(`$ stagedoor ${words.join(" ")}`);
    },
  );
});

describe("the database of a command", () => {
  const nowhere = async () =>
    `postgresql://postgres@127.0.0.1:${await freePort()}/postgres`;

  it("is named by --db-url before SUPABASE_DB_URL, and by that before DATABASE_URL", async () => {
    const [given, first, second] = [await nowhere(), await nowhere(), await nowhere()];
    const portOf = (url: string) => new RegExp(`127.0.0.1:${new URL(url).port}: is it`);
    vi.stubEnv("DATABASE_URL", second);
    expect(await typed("doctor")).toEqual(refusal(3, portOf(second)));
    vi.stubEnv("SUPABASE_DB_URL", first);
    expect(await typed("doctor")).toEqual(refusal(3, portOf(first)));
    expect(await typed("doctor", "--db-url", given)).toEqual(refusal(3, portOf(given)));
  });

  it("is asked for in one line where nobody names it", async () => {
    expect(await typed("doctor")).toEqual(
      refusal(2, /give --db-url, or set SUPABASE_DB_URL/),
    );
  });

  it.each(["nonsense", "http://127.0.0.1:1/", "postgres:", "postgresql://[", "/tmp"])(
    "is a URL of PostgreSQL, and its text is not repeated: %s",
    async (url) => {
      const told = await typed("doctor", "--db-url", url);
      expect(told).toEqual(refusal(2, /is named by a URL: postgresql:/));
    },
  );
});
