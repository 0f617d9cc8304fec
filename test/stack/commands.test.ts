// The commands of package.json, as somebody meets them who mistypes.
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import { describe, expect, it } from "vitest";
import { portOf, startOptions } from "../../scripts/lib/options.ts";
import { inRoot, ROOT } from "../../scripts/lib/paths.ts";
import { freePort } from "../../scripts/dev/ports.ts";

const { scripts } = JSON.parse(fs.readFileSync(inRoot("package.json"), "utf8")) as {
  scripts: Record<string, string>;
};
const commands = Object.entries(scripts).map(([name, line]) => ({
  name,
  command: ["start", "test"].includes(name) ? `npm ${name}` : `npm run ${name}`,
  file: line.split(" ").at(-1) ?? "",
}));
/** They take names, ids and files, and no option. */
const WITHOUT_OPTIONS = new Set(["audit:keys", "audit:verify"]);

function call(file: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--import", "tsx", inRoot(file), ...args],
    { cwd: ROOT, encoding: "utf8" },
  );
  return { status, stdout, stderr };
}

/** What it says when it refuses: one line on standard error, nothing else. */
function refusal(file: string, ...args: string[]): string {
  const { status, stdout, stderr } = call(file, ...args);
  expect([status, stdout, stderr.split("\n").length]).toEqual([1, "", 2]);
  return stderr;
}

describe("every command", () => {
  it("installs the packages of a fresh clone first", () => {
    expect(commands.length).toBeGreaterThan(10);
    for (const line of Object.values(scripts)) {
      expect(line).toMatch(
        /^node scripts\/bootstrap\.mjs && node --import tsx (scripts|bench|test)\//,
      );
    }
  });

  it.each(commands)("says what it takes: $command -- --help", ({ command, file }) => {
    const { status, stdout, stderr } = call(file, "--help");
    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout.split("\n")).toHaveLength(2);
    expect(stdout).toMatch(new RegExp(`^${command}\\b`));
  });

  it.each(commands.filter(({ name }) => !WITHOUT_OPTIONS.has(name)))(
    "refuses an option that it does not know in one line: $command",
    ({ command, file }) => {
      const line = refusal(file, "--nonsense");
      expect(line).toContain(`Unknown option '--nonsense'. Usage: ${command}`);
    },
  );
});

describe("npm run test:sql", () => {
  it("names the file that is not there", () => {
    const line = refusal("scripts/test-sql.ts", "test/sql/kit.test.sql", "nofile.sql");
    expect(line).toMatch(/^nofile\.sql is no file: name pgTAP files/);
    expect(refusal("scripts/test-sql.ts", "test/sql")).toMatch(/^test\/sql is no file/);
  });
});

describe("npm run doctor", () => {
  it("says in one line that it reaches no database", async () => {
    const url = `postgresql://postgres@127.0.0.1:${await freePort()}/postgres`;
    const line = refusal("scripts/doctor.ts", url);
    expect(line).toMatch(/^The database cannot be asked: connect ECONNREFUSED/);
    expect(refusal("scripts/doctor.ts", "nonsense")).toMatch(
      /cannot be asked: Invalid URL/,
    );
  });
});

describe("a port", () => {
  it("is one that a user may listen on", () => {
    expect([portOf("1024"), portOf("65535")]).toEqual([1024, 65535]);
    for (const text of ["80", "1023", "65536", "70000", "1.5", ""]) {
      expect(() => portOf(text)).toThrow(/is not a port: choose a number from 1024 to/);
    }
  });

  it("is not the API's and the database's at once", () => {
    const both = (port: string) => startOptions(["--port", port, "--db-port", "8001"], {});
    expect(both("8000")).toMatchObject({ apiPort: 8000, databasePort: 8001 });
    expect(() => both("8001")).toThrow(/cannot share port 8001/);
  });
});
