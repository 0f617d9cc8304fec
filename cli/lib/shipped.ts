// The files that ship beside the code: in a checkout and in the installed package alike.
import * as fs from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** A path inside the package, as `shipped("migrations")`. */
export const shipped = (...parts: string[]): string => join(home(), ...parts);

/** The version of the package. */
export function packageVersion(): string {
  const text = fs.readFileSync(shipped("package.json"), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}

let found: string | undefined;

/** The folder with package.json: compiled files stand one folder deeper than their sources. */
function home(): string {
  if (found !== undefined) return found;
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!fs.existsSync(join(folder, "package.json"))) {
    const above = dirname(folder);
    if (above === folder) throw new Error("The package has no package.json");
    folder = above;
  }
  return (found = folder);
}
