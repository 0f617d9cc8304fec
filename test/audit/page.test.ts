// docs/audit.md, followed to the letter: the operator in the repository, the auditor in an empty
// folder with the programs that the page names and no others (F47, P10).
import { spawn, spawnSync } from "node:child_process";
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../../scripts/dev/database.ts";
import { withSql } from "../../scripts/dev/sql.ts";
import { inRoot, ROOT } from "../../scripts/lib/paths.ts";
import { testDatabase } from "../stack/database.ts";
import { record, sequenceId } from "./stage.ts";

const page = readFileSync(inRoot("docs/audit.md"), "utf8");
const root = mkdtempSync(join(tmpdir(), "audit-page-"));
const ID = sequenceId(1);
const ORIGIN = "studio.example/stagedoor";

/** What a section of the page says to type, and what it shows as an answer. */
function section(heading: string) {
  const marks = /^(#+) .*$/gm;
  const start = [...page.matchAll(marks)].find(([line]) => line.endsWith(` ${heading}`));
  if (!start) throw new Error(`The page has no section ${heading}`);
  const depth = start[1]?.length ?? 0;
  const next = [...page.matchAll(marks)].find(
    ({ index, 1: hashes = "" }) => index > start.index && hashes.length <= depth,
  );
  const text = page.slice(start.index, next?.index);
  const fenced = [...text.matchAll(/^```(\w*)\n(.*?)^```$/gms)];
  const blocks = (language: string) =>
    fenced.filter((found) => found[1] === language).map(([, , block = ""]) => block);
  return { sh: blocks("sh"), shown: blocks("") };
}

/** The page's blocks by section. A block that is added has to be followed somewhere here. */
const AUDITOR = section("For the auditor");
const KEYS = section("Keys").sh;
const SEALING = section("Sealing").sh;
const BUNDLES = section("Bundles").sh;

let database: Database;
const env: Record<string, string> = { AUDIT_ORIGIN: ORIGIN, ID };

/** A block, in the repository, as the operator. */
function operate(block = "", more: Record<string, string> = {}): string {
  const run = spawnSync("sh", ["-ec", block], {
    cwd: ROOT,
    encoding: "utf8",
    env: { PATH: process.env.PATH ?? "", HOME: process.env.HOME ?? "", ...env, ...more },
  });
  expect(run.stderr + (run.status === 0 ? "" : run.stdout)).toBe("");
  return run.stdout;
}

/** A block, in a folder of its own, with what the page says that is needed. */
function audit(folder: string, block = "", more: Record<string, string> = {}) {
  const run = spawnSync("/bin/sh", ["-ec", block], {
    cwd: join(root, folder),
    encoding: "utf8",
    env: { PATH: join(root, "bin"), ...more },
  });
  return { status: run.status, out: run.stdout, err: run.stderr };
}

/** An empty folder with these files in it. */
function given(folder: string, files: Record<string, string>): void {
  mkdirSync(join(root, folder));
  copyFileSync(inRoot("docs/audit/verify.py"), join(root, folder, "verify.py"));
  for (const [name, from] of Object.entries(files)) {
    copyFileSync(from, join(root, folder, name));
  }
}

/** What a command of the page left in the repository, out of the way. */
function taken(name: string, as: string): string {
  renameSync(inRoot(name), join(root, as));
  return join(root, as);
}

const grow = (count: number) =>
  withSql(database.url(), async (sql) => {
    await record(sql, ID, count);
  });
const newKey = () => /^AUDIT_KEYS=(\S{44})\n$/.exec(operate(KEYS[0]))?.[1] ?? "";
/** The verifier keys of the log that `audit:keys` prints. */
const verifierKeys = () =>
  operate(KEYS[1])
    .trim()
    .split("\n")
    .filter((key) => key.startsWith(`${ORIGIN}/${ID}+`));

beforeAll(async () => {
  mkdirSync(join(root, "bin"));
  const where = (command: string) =>
    spawnSync("sh", ["-c", command], { encoding: "utf8" }).stdout.trim();
  for (const program of ["cat", "head", "mv", "openssl", "tail"]) {
    symlinkSync(where(`command -v ${program}`), join(root, "bin", program));
  }
  // What is first on the PATH may be a script that needs more programs than these.
  const python = where('python3 -c "import sys; print(sys.executable)"');
  symlinkSync(python, join(root, "bin", "python3"));
  database = await testDatabase();
  env.SUPABASE_DB_URL = database.url();
  env.AUDIT_STATE = JSON.stringify({ file: join(root, "state.json") });
  env.AUDIT_DESTINATIONS = JSON.stringify(
    ["lender", "guild"].map((name) => ({ file: join(root, name) })),
  );
  env.FOLDER = join(root, "lender");
});
afterAll(async () => {
  await database.drop();
  rmSync(root, { recursive: true });
});

describe("the page of the audit log", { timeout: 300_000 }, () => {
  it("tells as much as is followed here", () => {
    expect([AUDITOR.sh.length, KEYS.length, SEALING.length, BUNDLES.length]).toEqual([
      7, 2, 3, 5,
    ]);
    for (const name of ["bundle.json", "bundle.ndjson", "disclosed.json"]) {
      expect(readdirSync(ROOT), "left by somebody else").not.toContain(name);
    }
  });

  it("lets the operator seal, and the auditor verify in an empty folder", async () => {
    await grow(40);
    env.AUDIT_KEYS = newKey();
    [env.KEY = ""] = verifierKeys();
    operate(SEALING[0]);
    operate(SEALING[1]);
    operate(BUNDLES[0]);
    expect(operate(BUNDLES[1])).toMatch(/^OK: .* up to event 40, /m);

    given("first", { "bundle.json": taken("bundle.json", "40.json") });
    const typed = (AUDITOR.sh[0] ?? "").replace(/'studio[^']*'/, `'${env.KEY}'`);
    expect(typed).toContain(env.KEY);
    const shown = (AUDITOR.shown[0] ?? "")
      .replace(/keys \S+/, `keys ${env.KEY}`)
      .replace(/studio\S*…/, `${ORIGIN}/${ID}`)
      .replace("event 1204", "event 40");
    expect(audit("first", typed)).toEqual({ status: 0, out: shown, err: "" });
    // The control: with another key the same is refused.
    const other = typed.replace(env.KEY, env.KEY.replace(ID, sequenceId(2)));
    expect(audit("first", other)).toMatchObject({ status: 1, err: "" });
  });

  it("compares with what was given earlier, in both forms", async () => {
    await grow(20);
    operate(SEALING[1]);
    const block = BUNDLES[3]?.replace('--key "$OLD_KEY" ', "");
    operate(block);
    given("later", {
      "bundle.json": taken("bundle.json", "60.json"),
      "earlier.json": join(root, "40.json"),
    });
    const KEY = env.KEY ?? "";
    const compare = () => audit("later", AUDITOR.sh[2], { KEY });
    expect(compare()).toMatchObject({ status: 0, out: expect.stringMatching(/^OK: /) });
    const received = join(root, "guild", ID, "40.json");
    copyFileSync(received, join(root, "later", "earlier.json"));
    expect(compare()).toMatchObject({ status: 0, out: expect.stringMatching(/^OK: /) });
    // The control: what it does not have it does not compare with.
    copyFileSync(join(root, "40.json"), join(root, "later", "bundle.json"));
    copyFileSync(join(root, "60.json"), join(root, "later", "earlier.json"));
    expect(compare().out).toMatch(/^FAILED: the bundle has no checkpoint of 60 events/);
  });

  it("lets keys be changed, and asks the auditor for both", async () => {
    env.OLD_KEY = env.KEY ?? "";
    const [old, young] = [env.AUDIT_KEYS ?? "", newKey()];
    env.AUDIT_KEYS = `${young} ${old}`;
    const both = verifierKeys();
    expect(both.length).toBe(2);
    expect(both[1]).toBe(env.OLD_KEY);
    env.KEY = both[0] ?? "";
    operate(SEALING[1]);
    env.AUDIT_KEYS = young;
    await grow(10);
    operate(SEALING[1]);

    const { KEY, OLD_KEY } = env as { KEY: string; OLD_KEY: string };
    operate(BUNDLES[3]);
    given("changed", { "bundle.json": taken("bundle.json", "70.json") });
    const changed = audit("changed", AUDITOR.sh[1], { KEY, OLD_KEY });
    expect(changed).toMatchObject({ status: 0, out: expect.stringMatching(/ event 70, /) });
    for (const [one, other] of [
      [KEY, KEY],
      [OLD_KEY, OLD_KEY],
    ] as const) {
      const alone = audit("changed", AUDITOR.sh[1], { KEY: one, OLD_KEY: other });
      expect(alone.out).toMatch(
        /^FAILED: no trusted key signed the checkpoint of \d+ events/,
      );
    }
    // A bundle for one key needs no other, and reaches as far as that key does.
    for (const [key, last] of [
      [KEY, 70],
      [OLD_KEY, 60],
    ] as const) {
      operate(BUNDLES[0], { KEY: key });
      given(`for ${last}`, { "bundle.json": taken("bundle.json", `for-${last}.json`) });
      const alone = audit(`for ${last}`, 'python3 verify.py bundle.json "$KEY"', {
        KEY: key,
      });
      expect(alone.out).toMatch(new RegExp(`^OK: .* up to event ${last}, `));
    }
  });

  it("proves one event by hand, and what it holds about a person", () => {
    operate(BUNDLES[2]);
    operate(BUNDLES[4]);
    given("by hand", {
      "bundle.json": taken("bundle.json", "chosen.json"),
      "disclosed.json": taken("disclosed.json", "disclosed.json"),
    });
    const KEY = env.KEY ?? "";
    const verified = audit("by hand", AUDITOR.sh[0]?.replace(/^KEY=.*\n/, ""), { KEY });
    expect(verified.out).toMatch(/^OK: 2 chosen events of /);

    const [, , , takeApart, climb, signature, personal] = AUDITOR.sh;
    const line = audit("by hand", takeApart).out;
    expect(line).toContain('"seq": "3", ');
    const roots = () => {
      const { err, out } = audit("by hand", climb);
      expect(err).toBe("");
      return /^(\S{44}) is the root that the event leads to\n(\S{44}) is the root that was signed\n$/
        .exec(out)
        ?.slice(1);
    };
    const [led, signed] = roots() ?? [];
    expect(led).toBe(signed);
    const good = audit("by hand", signature, { KEY });
    expect(good.out).toBe("Signature Verified Successfully\n");

    // Both are about one event: another leads elsewhere, and another key did not sign.
    const told = audit("by hand", personal).out.trim().split(" ");
    expect(told[0]).toBe("email");
    expect(JSON.parse(line)).toMatchObject({ personal: { email: told[1] } });
    audit("by hand", "mv line.txt kept; (head -c 100 kept; echo) > line.txt");
    const [elsewhere, same] = roots() ?? [];
    expect(elsewhere).not.toBe(same);
    const bad = audit("by hand", signature, { KEY: env.OLD_KEY ?? "" });
    expect(bad.out).toBe("Signature Verification Failure\n");
  });

  it("keeps sealing while it is told to", async () => {
    await grow(1);
    const child = spawn("sh", ["-ec", `exec ${SEALING[2]}`], {
      cwd: ROOT,
      detached: true,
      env: { PATH: process.env.PATH ?? "", HOME: process.env.HOME ?? "", ...env },
    });
    const sealed = await new Promise<string>((resolve) => {
      let output = "";
      child.stdout.on("data", (chunk: Buffer) => {
        output += chunk.toString();
        if (output.includes(`sealed ${ID} at`)) resolve(output);
      });
      child.on("close", () => resolve(output));
    });
    expect(sealed).toContain(`sealed ${ID} at`);
    expect(child.exitCode).toBeNull();
    process.kill(-(child.pid as number));
    await new Promise((resolve) => child.on("close", resolve));
  });
});
