// Runs before node_modules exists, so it may use nothing but Node itself.
// Checks Node, then installs from the lock file unless what it says is there already.
// An argument names another folder with a lock file, as scripts/postgres/15.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const folder = resolve(root, process.argv[2] ?? ".");

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  fail(`Node ${process.versions.node} is too old. Install Node 20.19 or newer.`);
}
if (!isInstalled()) install();

/** Times of files say little after a checkout; npm itself notes what it installed. */
function isInstalled() {
  const note = join(folder, "node_modules", ".package-lock.json");
  if (!existsSync(note)) return false;
  const installed = JSON.parse(readFileSync(note, "utf8")).packages;
  const wanted = JSON.parse(
    readFileSync(join(folder, "package-lock.json"), "utf8"),
  ).packages;
  return Object.entries(wanted).every(([path, { version, optional, devOptional }]) => {
    // Packages of other platforms are locked, and not installed here.
    if (path === "" || (!(path in installed) && (optional || devOptional))) return true;
    return installed[path]?.version === version;
  });
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
  if (status !== 0) fail(`npm ci failed in ${folder}. Check the network and start again.`);
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
