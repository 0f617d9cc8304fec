// The package as somebody installs it: packed, put into an empty folder without a network, and
// used from there.
import { spawnSync, type SpawnSyncReturns } from "node:child_process";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeBundle } from "../../cli/audit/bundle.ts";
import { type Delivery, seal } from "../../functions/seal-audit/seal.ts";
import type { Database } from "../../scripts/dev/database.ts";
import { freePort } from "../../scripts/dev/ports.ts";
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

const quiet = { ...process.env, npm_config_update_notifier: "false" };

/** What npm is asked without a network, and with no cache but an empty one. */
function npm(cwd: string, ...args: string[]): SpawnSyncReturns<string> {
  const offline = [
    "--offline",
    "--no-audit",
    "--no-fund",
    `--cache=${join(home, "cache")}`,
  ];
  return spawnSync("npm", [...args, ...offline], { cwd, encoding: "utf8", env: quiet });
}

beforeAll(async () => {
  const { status, stdout, stderr } = npm(
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
  const installed = npm(
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
function stagedoor(args: string[], env: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync("npx", ["--offline", "stagedoor", ...args], {
    cwd: app,
    encoding: "utf8",
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
    const own = /^(dist|docs|functions|migrations|plain|scripts\/baseline|test\/kit)\//;
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

  it("is published without a warning: npm publish --dry-run", () => {
    const { status, stderr } = npm(
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

  it("F106: gives types to a compiler, and refuses a key that there is not", () => {
    fs.writeFileSync(join(app, "app.ts"), source);
    for (const resolution of ["nodenext", "bundler"]) {
      const { stdout } = spawnSync(
        process.execPath,
        [
          inRoot("node_modules/typescript/bin/tsc"),
          ...["--noEmit", "--strict", "--target", "es2023", "--lib", "es2023,dom"],
          ...["--module", resolution === "bundler" ? "esnext" : "nodenext"],
          ...["--moduleResolution", resolution, "--types", "", "app.ts"],
        ],
        { cwd: app, encoding: "utf8" },
      );
      // Of supabase-js, which is linked without what it needs for types, nothing is asked.
      const ours = stdout.match(/^(app\.ts|node_modules\/stagedoor\/).*$/gm);
      expect([resolution, ours]).toEqual([resolution, null]);
    }
  });

  it("loads every door that package.json names", () => {
    const doors = Object.keys(manifest.exports).filter((name) => !name.endsWith(".json"));
    expect(doors.length).toBeGreaterThan(0);
    for (const door of doors) {
      const name = door.replace(/^\./, manifest.name);
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        ["-e", `import("${name}").then((it) => console.log(Object.keys(it).length))`],
        { cwd: app, encoding: "utf8" },
      );
      expect([door, status, stderr]).toEqual([door, 0, ""]);
      expect(Number(stdout)).toBeGreaterThan(0);
    }
  });

  it("answers npx stagedoor --help and --version", () => {
    expect(stagedoor(["--help"])).toEqual({
      status: 0,
      out: expect.stringMatching(/^Usage: stagedoor [^]*\n {2}doctor /),
      err: "",
    });
    expect(stagedoor(["--version"]).out).toBe(`${manifest.version}\n`);
  });

  it("F105: examines a database, and says in one line that there is none", async () => {
    const env = { SUPABASE_DB_URL: database.url() };
    expect(stagedoor(["doctor"], env)).toEqual({
      status: 0,
      out: "Everything is in place.\n",
      err: "",
    });
    const nowhere = `postgresql://postgres@127.0.0.1:${await freePort()}/postgres`;
    const told = stagedoor(["doctor", "--db-url", nowhere], env);
    expect(told).toEqual({
      status: 3,
      out: "",
      err: expect.stringMatching(/^[^\n]*is it running there[^\n]*\n$/),
    });
  });

  it("F103: runs pgTAP files on migrations, in a database of its own", () => {
    const files = {
      "supabase/migrations/20260101000000_notes.sql": "create table public.notes ();",
      "supabase/tests/notes.sql":
        "begin;\nselect plan(1);\nselect has_table('public', 'notes', 'there are notes');\nrollback;\n",
    };
    for (const [name, text] of Object.entries(files)) {
      fs.mkdirSync(join(app, name, ".."), { recursive: true });
      fs.writeFileSync(join(app, name), text);
    }
    expect(stagedoor(["test", "--quiet", "--db-url", database.url()])).toEqual({
      status: 0,
      out: "1 passed, 0 failed\n",
      err: "",
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
    const python = spawnSync(
      "python3",
      [inPackage("docs/audit/verify.py"), "bundle.json", KEY],
      { cwd: app, encoding: "utf8" },
    );
    expect(python.stdout).toMatch(/^OK: .* up to event 10, keys /);
    const told = stagedoor(["audit", "verify", "bundle.json", KEY]);
    expect(told).toEqual({ status: 0, out: python.stdout, err: "" });
  });

  it("makes keys, as a program reads them", () => {
    const { status, out } = stagedoor(["audit", "keys", "--json"]);
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

  it.skipIf(nodes.length === 0)("runs where this machine has another", () => {
    for (const node of nodes) {
      const run = (...args: string[]) =>
        spawnSync(node, args, { cwd: app, encoding: "utf8" });
      const [major = 0] = run("-p", "process.versions.node").stdout.split(".").map(Number);
      if (major < 20) continue;
      const told = run(
        inPackage("dist/cli/stagedoor.js"),
        "doctor",
        "--db-url",
        database.url(),
      );
      expect([node, told.status, told.stdout]).toEqual([
        node,
        0,
        "Everything is in place.\n",
      ]);
      const loaded = run("-e", 'import("stagedoor/client").then(() => console.log("ok"))');
      expect([node, loaded.stdout, loaded.stderr]).toEqual([node, "ok\n", ""]);
    }
  });
});
