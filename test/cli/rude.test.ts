// The rudest values for every argument, option and variable of every command: one line, an exit
// code, no stack trace, and no password.
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Command, Option } from "commander";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { ENVIRONMENT } from "../../cli/lib/environment.ts";
import { program } from "../../cli/program.ts";
import { terminal } from "./terminal.ts";

const PASSWORD = "s3cret-of-a-url";
/** Nothing listens there. */
const NOWHERE = `postgresql://postgres:${PASSWORD}@127.0.0.1:1/postgres`;

const RUDE = [
  "",
  " ",
  "-",
  "--",
  "--help-me",
  "null",
  "NaN",
  "-1",
  "1e309",
  "infinity",
  "0x10",
  "2026-99-99T99:99:99Z",
  "00000000-0000-0000-0000-000000000000",
  "'; drop table stagedoor.scopes; --",
  "$(exit 1)",
  '{"a": [{"b": null}]}',
  "[".repeat(5000),
  "../../../../../etc/shadow",
  "/dev/null/x",
  "a\nb\r\nc",
  "\u202E\u0000\uD800",
  "postgresql://u:p@[::1",
  `postgresql://postgres:${PASSWORD}@127.0.0.1:1/%ff`,
  `postgresql://postgres:${PASSWORD}@no such host/x`,
  "x".repeat(1_000_000),
];

/** What the variables say where they say something. */
const SETTINGS: Partial<Record<keyof typeof ENVIRONMENT, string>> = {
  ALERT_WEBHOOK_SECRET: `whsec_${Buffer.alloc(32, 7).toString("base64")}`,
  ALERT_WEBHOOK_URL: "http://127.0.0.1:1/",
  AUDIT_DESTINATIONS: JSON.stringify([{ file: "a" }, { file: "b" }]),
  AUDIT_KEYS: Buffer.alloc(32, 7).toString("base64"),
  AUDIT_ORIGIN: "studio.example/stagedoor",
  AUDIT_STATE: JSON.stringify({ file: "state.json" }),
  DATABASE_URL: NOWHERE,
  STAGEDOOR_PASSWORD: PASSWORD,
  SUPABASE_DB_URL: NOWHERE,
  SUPABASE_URL: "http://127.0.0.1:1",
};

interface Entry {
  name: string;
  words: string[];
  command: Command;
}

function leaves(command: Command, words: string[] = []): Entry[] {
  if (command.commands.length === 0) return [{ name: words.join(" "), words, command }];
  return command.commands.flatMap((one) => leaves(one, [...words, one.name()]));
}
const commands = leaves(program());

const takesValue = (option: Option) => option.required || option.optional;

/** Something for each option that a command cannot go without, but one. */
const others = ({ options }: Command, but?: Option) =>
  options
    .filter((option) => option.mandatory && option !== but)
    .map(({ long }) => `${long}=nothing`);

const typed = terminal(SETTINGS);
const before = process.cwd();
const folder = fs.mkdtempSync(join(tmpdir(), "stagedoor-rude-"));
beforeAll(() => process.chdir(folder));
afterAll(() => {
  process.chdir(before);
  fs.rmSync(folder, { recursive: true, force: true });
});

/** Type it; what is wrong with how it ends, or nothing. */
async function complaint(words: string[]): Promise<string[]> {
  const { code, out, err } = await typed(...words);
  const flaws = [
    ![0, 1, 2, 3].includes(code) && `ends with ${code}`,
    /\n {4}at |node:internal|This should not happen/.test(out + err) && "shows its inside",
    code !== 0 && (out + err).includes(PASSWORD) && "shows the password",
    code === 2 &&
      !/^[^\n]+\n$/.test(err) &&
      "does not say in one line what was typed wrong",
    code === 3 && !/^[^\n]+\n$/.test(err) && "does not say in one line what is not reached",
    code !== 0 && err === "" && out === "" && "says nothing",
    err.split("\n").some((line) => line.length > 1100) && "says it at length",
  ];
  return flaws
    .filter((flaw) => flaw !== false)
    .map((flaw) => `${flaw}: ${words.join(" ").slice(0, 100)}: ${err.slice(0, 300)}`);
}

describe("a rude value", { timeout: 120_000 }, () => {
  it.each(commands)("is one line as an option of: $name", async ({ words, command }) => {
    const flaws: string[] = [];
    for (const option of command.options.filter(takesValue)) {
      for (const value of RUDE) {
        const given = [...words, ...others(command, option), `${option.long}=${value}`];
        flaws.push(...(await complaint(given)));
      }
    }
    expect(flaws).toEqual([]);
  });

  it.each(commands)("is one line as an argument of: $name", async ({ words, command }) => {
    const flaws: string[] = [];
    for (const value of RUDE) {
      flaws.push(...(await complaint([...words, ...others(command), value])));
      flaws.push(...(await complaint([...words, ...others(command), value, value, value])));
    }
    expect(flaws).toEqual([]);
  });

  it.each(commands)("is one line as a variable of: $name", async ({ words, command }) => {
    const flaws: string[] = [];
    const { out: manual } = await typed(...words, "--help");
    const names = Object.keys(SETTINGS).filter((name) => manual.includes(`  ${name} `));
    for (const name of names) {
      for (const value of RUDE.filter((text) => !text.includes("\0"))) {
        vi.stubEnv(name, value);
        flaws.push(...(await complaint([...words, ...others(command)])));
      }
      vi.stubEnv(name, SETTINGS[name as keyof typeof SETTINGS]);
    }
    expect(flaws).toEqual([]);
  });
});
