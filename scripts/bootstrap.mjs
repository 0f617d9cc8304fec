// Runs before node_modules exists, so it may use nothing but Node itself.
// Checks Node, then installs from the lock file if it is newer than what is installed.
// An argument names another folder with a lock file, as scripts/postgres/15.
import { spawnSync } from "node:child_process";
import { existsSync, statSync, utimesSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  fail(`Node ${process.versions.node} is too old. Install Node 20.19 or newer.`);
}

installFromLockFile(resolve(root, process.argv[2] ?? "."));

/** `npm ci`, unless what is installed is at least as new as the lock file. */
function installFromLockFile(folder) {
  const lock = join(folder, "package-lock.json");
  const installed = join(folder, "node_modules", ".package-lock.json");
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs)
    return;

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
  utimesSync(installed, new Date(), new Date());
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
