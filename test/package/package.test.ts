// The package as somebody installs it: packed, put into an empty folder without a network, and
// used from there.
import { spawn } from "node:child_process";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeBundle } from "../../cli/audit/bundle.ts";
import { type Delivery, seal } from "../../functions/seal-audit/seal.ts";
import type { Database } from "../../scripts/dev/database.ts";
import { freePort } from "../../cli/postgres/ports.ts";
import { inRoot, ROOT } from "../../scripts/lib/paths.ts";
import { KEY, makeBodies, makeWorld, ORIGIN, SEQUENCE } from "../audit/fixture.ts";
import { testDatabase } from "../stack/database.ts";

interface Packed {
  filename: string;
  version: string;
  size: number;
  unpackedSize: number;
  files: { path: string }[];
}
interface Manifest {
  name: string;
  version: string;
  exports: Record<string, unknown>;
  dependencies: Record<string, string>;
  peerDependencies: Record<string, string>;
}

const manifest = JSON.parse(fs.readFileSync(inRoot("package.json"), "utf8")) as Manifest;
const home = fs.mkdtempSync(join(tmpdir(), "stagedoor-package-"));
/** The empty folder, an application of somebody. */
const app = join(home, "app");
let packed: Packed;
let database: Database;

// An npm that runs the tests hands its own settings on, `--silent` among them.
const settled = Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name));
const quiet = { ...Object.fromEntries(settled), npm_config_update_notifier: "false" };

/** What a program left behind. */
interface Ended {
  status: number | null;
  stdout: string;
  stderr: string;
}

/** Run a program until it ends. */
function ran(
  command: string,
  args: readonly string[],
  { cwd = app, env = process.env }: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    let [stdout, stderr] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => (stdout += chunk));
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => (stderr += chunk));
    child.once("error", reject);
    child.once("close", (status) => resolve({ status, stdout, stderr }));
  });
}

/** What npm is asked without a network, and with no cache but an empty one. */
function npm(cwd: string, ...args: string[]): Promise<Ended> {
  const offline = [
    "--offline",
    "--no-audit",
    "--no-fund",
    `--cache=${join(home, "cache")}`,
  ];
  return ran("npm", [...args, ...offline], { cwd, env: quiet });
}

beforeAll(async () => {
  const { status, stdout, stderr } = await npm(
    ROOT,
    "pack",
    "--json",
    `--pack-destination=${home}`,
  );
  expect([status, stderr]).toEqual([0, expect.not.stringMatching(/npm (warn|error)/)]);
  [packed] = JSON.parse(stdout.slice(stdout.search(/^\[/m))) as [Packed];

  fs.mkdirSync(app);
  fs.writeFileSync(
    join(app, "package.json"),
    JSON.stringify({ name: "app", private: true, type: "module" }),
  );
  // What it depends on stands in this checkout: installed as links, no registry is asked.
  const needed = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
  const installed = await npm(
    app,
    ...["install", "--ignore-scripts", "--loglevel=error"],
    join(home, packed.filename),
    ...needed.map((name) => inRoot("node_modules", name)),
  );
  expect([installed.status, installed.stderr]).toEqual([0, ""]);
  database = await testDatabase({ parts: [] });
}, 180_000);
afterAll(async () => {
  fs.rmSync(home, { recursive: true, force: true });
  await database?.drop();
});

/** The command line of the folder, as somebody types it there. */
async function stagedoor(args: string[], env: Record<string, string> = {}) {
  const { status, stdout, stderr } = await ran("npx", ["--offline", "stagedoor", ...args], {
    cwd: app,
    env: {
      PATH: process.env["PATH"] ?? "",
      HOME: home,
      npm_config_update_notifier: "false",
      ...env,
    },
  });
  return { status, out: stdout, err: stderr };
}

const inPackage = (...parts: string[]) => join(app, "node_modules/stagedoor", ...parts);

describe("the packed package", () => {
  const paths = () => packed.files.map(({ path }) => path);

  it("F105: holds the migrations, the kit, the verifiers, and what a coding assistant reads", () => {
    const there = new Set(paths());
    const named = (folder: string, ending: string) =>
      fs
        .readdirSync(inRoot(folder))
        .filter((name) => name.endsWith(ending))
        .map((name) => `${folder}/${name}`);
    const wanted = [
      ...named("migrations", ".sql"),
      ...named("test/kit", ".sql"),
      ...named("plain", ".sql"),
      ...["docs/audit/verify.py", "docs/audit/evidence.py", "docs/reference.md"],
      ...["llms.txt", "SKILL.md", "README.md", "LICENSE", "CHANGELOG.md"],
      "functions/verify-master-code/index.ts",
    ];
    expect(wanted.length).toBeGreaterThan(150);
    expect(wanted.filter((path) => !there.has(path))).toEqual([]);
  });

  it("leaves out tests, sources of the command line, and what only a checkout needs", () => {
    const own =
      /^(dist|docs|functions|migrations|plain|cli\/postgres\/baseline|test\/kit)\//;
    const others = paths().filter((path) => !own.test(path));
    expect(others.toSorted()).toEqual([
      "ARCHITECTURE.md",
      "CHANGELOG.md",
      "LICENSE",
      "README.md",
      "SECURITY.md",
      "SKILL.md",
      "llms.txt",
      "package.json",
      "testing/README.md",
    ]);
    expect(paths().filter((path) => /\.test\.|node_modules|\.tgz$/.test(path))).toEqual([]);
  });

  it("is as large as the README says, within a tenth", () => {
    const readme = fs.readFileSync(inRoot("README.md"), "utf8");
    const [, told = "", unpacked = ""] =
      /package of ([\d.]+) MB, ([\d.]+) MB\s+unpacked/.exec(readme) ?? [];
    expect(Math.abs(packed.size / 1e6 / Number(told) - 1)).toBeLessThan(0.1);
    expect(Math.abs(packed.unpackedSize / 1e6 / Number(unpacked) - 1)).toBeLessThan(0.1);
  });

  it("is published without a warning: npm publish --dry-run", async () => {
    const { status, stderr } = await npm(
      home,
      ...["publish", "--dry-run", "--access=public", join(home, packed.filename)],
    );
    // Nobody is signed in here, and no registry answers.
    const warnings = stderr.match(
      /^npm (warn|error) (?!.*requires you to be logged in).*$/gm,
    );
    expect([status, warnings]).toEqual([0, null]);
    expect(stderr).toContain(`+ ${manifest.name}@${manifest.version}`.slice(2));
  });
});

describe("the package in an empty folder", () => {
  const source = `
    import { createClient } from "@supabase/supabase-js";
    import { createResolver, type Decision, type Resolver } from "stagedoor/client";
    import { type Persona, rolledBack } from "stagedoor/testing";

    class NoSocket extends EventTarget {}
    const supabase = createClient("http://127.0.0.1:1", "key", {
      auth: { persistSession: false },
      realtime: { transport: NoSocket as never },
    });
    const resolver: Resolver = createResolver(supabase as never);
    const decided: (scope: string) => Promise<Decision> = (scope) =>
      resolver.authorize("project:edit:all", scope);
    // @ts-expect-error: no such key
    const wrong = () => resolver.authorize("project:fly", "");
    const ann: Persona = { name: "ann", aal: "aal2", at: new Date() };
    const test = (): Promise<number> =>
      rolledBack("postgresql://", async (world) => {
        await world.seesRows(ann, "public.entries", 2);
        // @ts-expect-error: a scope is missing
        await world.accessIs(ann, "entry:view", "allowed");
        return 1;
      });
    console.log(typeof decided, typeof wrong, typeof test);
  `;

  it("F106: gives types to a compiler, and refuses a key that there is not", async () => {
    fs.writeFileSync(join(app, "app.ts"), source);
    const skill = fs.readFileSync(inPackage("SKILL.md"), "utf8");
    const [, told = ""] = /^```ts\n([^]*?)^```$/m.exec(skill) ?? [];
    const given = "declare const url: string, publishableKey: string, projectId: string;";
    fs.writeFileSync(join(app, "skill.ts"), `${told}\n${given}\nexport { allowed, menu };`);
    for (const resolution of ["nodenext", "bundler"]) {
      const { stdout } = await ran(process.execPath, [
        inRoot("node_modules/typescript/bin/tsc"),
        ...["--noEmit", "--strict", "--target", "es2023", "--lib", "es2023,dom"],
        ...["--module", resolution === "bundler" ? "esnext" : "nodenext"],
        ...["--moduleResolution", resolution, "--types", "", "app.ts", "skill.ts"],
      ]);
      // Of supabase-js, which is linked without what it needs for types, nothing is asked.
      const ours = stdout.match(/^((app|skill)\.ts|node_modules\/stagedoor\/).*$/gm);
      expect([resolution, ours]).toEqual([resolution, null]);
    }
  });

  it("loads every door that package.json names", async () => {
    const doors = Object.keys(manifest.exports).filter((name) => !name.endsWith(".json"));
    expect(doors.length).toBeGreaterThan(0);
    for (const door of doors) {
      const name = door.replace(/^\./, manifest.name);
      const { status, stdout, stderr } = await ran(process.execPath, [
        "-e",
        `import("${name}").then((it) => console.log(Object.keys(it).length))`,
      ]);
      expect([door, status, stderr]).toEqual([door, 0, ""]);
      expect(Number(stdout)).toBeGreaterThan(0);
    }
  });

  it("F103: tries who may do what in a transaction that is rolled back", async () => {
    fs.writeFileSync(
      join(app, "verbs.js"),
      `import { rolledBack } from "stagedoor/testing";
      await rolledBack(process.env.DATABASE_URL, async (world) => {
        await world.createUser("max");
        await world.createUser("eve");
        await world.createProject("Alpha");
        await world.grantKey("max", "Alpha", "project:view:all");
        await world.accessIs("max", "Alpha", "project:view:all", "allowed");
        const untrue = world.accessIs("eve", "Alpha", "project:view:all", "allowed");
        console.log(await untrue.then(() => "allowed", () => "refused"));
      });`,
    );
    const { status, stdout, stderr } = await ran(process.execPath, ["verbs.js"], {
      cwd: app,
      env: { ...process.env, DATABASE_URL: database.url() },
    });
    expect([status, stdout, stderr]).toEqual([0, "refused\n", ""]);
  });

  it("F103: runs somebody's pgTAP files on their migrations, on a server that is named", async () => {
    for (const folder of ["migrations", "tests"]) fs.mkdirSync(join(app, folder));
    fs.writeFileSync(
      join(app, "migrations/20300101000000_notes.sql"),
      "create table public.notes (id integer primary key);",
    );
    fs.writeFileSync(
      join(app, "tests/notes.test.sql"),
      `begin;
      select plan(1);
      select has_table('notes');
      select * from finish();
      rollback;`,
    );
    const told = await stagedoor([
      ...["test", "--migrations", "migrations", "--tests", "tests"],
      ...["--db-url", database.url()],
    ]);
    expect([told.status, told.out]).toEqual([
      0,
      expect.stringMatching(/\b1 passed, 0 failed/),
    ]);
  });

  it("answers npx stagedoor --help and --version", async () => {
    expect(await stagedoor(["--help"])).toEqual({
      status: 0,
      out: expect.stringMatching(/^Usage: stagedoor [^]*\n {2}doctor /),
      err: "",
    });
    expect((await stagedoor(["--version"])).out).toBe(`${manifest.version}\n`);
  });

  it("F105: examines a database, and says in one line that there is none", async () => {
    const env = { SUPABASE_DB_URL: database.url() };
    expect(await stagedoor(["doctor"], env)).toEqual({
      status: 0,
      out: expect.stringMatching(/\nEverything is in place\.\n$/),
      err: "",
    });
    const nowhere = `postgresql://postgres@127.0.0.1:${await freePort()}/postgres`;
    const told = await stagedoor(["doctor", "--db-url", nowhere], env);
    expect(told).toEqual({
      status: 3,
      out: "",
      err: expect.stringMatching(/^[^\n]*is it running there[^\n]*\n$/),
    });
  });

  it("F112: verifies a bundle with both verifiers, without a database", async () => {
    const bodies = makeBodies(10);
    const { world, ports } = makeWorld({ [SEQUENCE]: bodies });
    await seal(ports);
    const bundle = makeBundle({
      origin: `${ORIGIN}/${SEQUENCE}`,
      keys: [KEY],
      bodies,
      deliveries: world.held.a as Delivery[],
    });
    fs.writeFileSync(join(app, "bundle.json"), JSON.stringify(bundle));
    const python = await ran("python3", [
      inPackage("docs/audit/verify.py"),
      "bundle.json",
      KEY,
    ]);
    expect(python.stdout).toMatch(/^OK: .* up to event 10, keys /);
    const told = await stagedoor(["audit", "verify", "bundle.json", KEY]);
    expect(told).toEqual({ status: 0, out: python.stdout, err: "" });
  });

  it("makes keys, as a program reads them", async () => {
    const { status, out } = await stagedoor(["audit", "keys", "--json"]);
    expect([status, Object.keys(JSON.parse(out))]).toEqual([0, ["AUDIT_KEYS"]]);
  });
});

/** Programs called node, or node and a number, that this machine has beside the one that runs. */
function otherNodes(): string[] {
  const folders = [
    ...(process.env["PATH"] ?? "").split(delimiter),
    ...below(".nvm/versions/node", "bin"),
    ...below(".local/share/fnm/node-versions", "installation/bin"),
    ...below(".volta/tools/image/node", "bin"),
  ];
  const programs = folders.flatMap((folder) =>
    fs.existsSync(folder)
      ? fs
          .readdirSync(folder)
          .filter((name) => /^node(\d+)?$/.test(name))
          .map((name) => fs.realpathSync(join(folder, name)))
      : [],
  );
  const here = fs.realpathSync(process.execPath);
  return [...new Set(programs)].filter((program) => program !== here);
}

function below(folder: string, inner: string): string[] {
  const path = join(process.env["HOME"] ?? "", folder);
  return fs.existsSync(path)
    ? fs.readdirSync(path).map((version) => join(path, version, inner))
    : [];
}

describe("the package on another Node", () => {
  const nodes = otherNodes();

  it.skipIf(nodes.length === 0)("runs where this machine has another", async () => {
    for (const node of nodes) {
      const run = (...args: string[]) => ran(node, args);
      const [major = 0] = (await run("-p", "process.versions.node")).stdout
        .split(".")
        .map(Number);
      if (major < 20) continue;
      const told = await run(
        inPackage("dist/cli/stagedoor.js"),
        "doctor",
        "--db-url",
        database.url(),
      );
      expect([node, told.status, told.stdout]).toEqual([
        node,
        0,
        expect.stringMatching(/\nEverything is in place\.\n$/),
      ]);
      const loaded = await run(
        "-e",
        'import("stagedoor/client").then(() => console.log("ok"))',
      );
      expect([node, loaded.stdout, loaded.stderr]).toEqual([node, "ok\n", ""]);
    }
  });
});
