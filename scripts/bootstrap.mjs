// Runs before node_modules exists, so it may use nothing but Node itself.
// Checks Node and the temporary folder, then installs from the lock file unless what it says is there already.
// An argument names another folder with a lock file, as scripts/postgres/15.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const folder = resolve(root, process.argv[2] ?? ".");

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  fail(`Node ${process.versions.node} is too old. Install Node 20.19 or newer.`);
}
needTemporaryFolder();
if (!isInstalled()) install();

/** Everything that follows makes files there, and dies of it at length. */
function needTemporaryFolder() {
  try {
    rmdirSync(mkdtempSync(join(tmpdir(), "stagedoor-try-")));
  } catch (error) {
    fail(
      `${tmpdir()} cannot be used: ${error.code}. Let it be written, or name another temporary folder in TMPDIR.`,
    );
  }
}

/** Times of files say little after a checkout; npm itself notes what it installed. */
function isInstalled() {
  const note = join(folder, "node_modules", ".package-lock.json");
  if (!existsSync(note)) return false;
  const installed = packagesOf(note);
  const wanted = packagesOf(join(folder, "package-lock.json"));
  return Object.entries(wanted).every(([path, { version, optional, devOptional }]) => {
    // Packages of other platforms are locked, and not installed here.
    if (path === "" || (!(path in installed) && (optional || devOptional))) return true;
    // What somebody has removed by hand is in the note, and not there.
    return installed[path]?.version === version && existsSync(join(folder, path));
  });
}

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8")).packages;
  } catch (error) {
    return fail(`${file} cannot be read: ${error.message}. Check it out anew.`);
  }
}

function install() {
  console.error("Installing packages from the lock file ...");
  const { status } = spawnSync(
    "npm",
    ["ci", "--no-audit", "--no-fund", "--loglevel=error"],
    {
      cwd: folder,
      // Standard output belongs to whatever was started.
      stdio: ["ignore", 2, 2],
      shell: process.platform === "win32",
    },
  );
  if (status === 0) return;
  fail(
    `npm ci failed in ${folder}: npm has said why. It needs the network, and a folder that it may write.`,
  );
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
