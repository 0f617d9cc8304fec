// Generated files on disk: written, or compared with what is committed.
import * as fs from "node:fs";
import { dirname, join } from "node:path";
import { inRoot } from "../lib/paths.ts";

/** One file, its path relative to the checkout. */
export interface GeneratedFile {
  path: string;
  text: string;
}

/** Folders that hold generated files only, so that one too many can be told. */
const OWNED = ["schema"];

/** Write what differs and remove what is no longer generated; answers the paths touched. */
export function writeFiles(files: GeneratedFile[]): string[] {
  const touched = differences(files);
  for (const path of touched) {
    const file = files.find((each) => each.path === path);
    if (!file) {
      fs.rmSync(inRoot(path));
      continue;
    }
    fs.mkdirSync(dirname(inRoot(path)), { recursive: true });
    fs.writeFileSync(inRoot(path), file.text);
  }
  return touched;
}

/** Which paths are missing, different or no longer generated. */
export function differences(files: GeneratedFile[]): string[] {
  const wanted = new Set(files.map((file) => file.path));
  const changed = files
    .filter(({ path, text }) => {
      const full = inRoot(path);
      return !fs.existsSync(full) || fs.readFileSync(full, "utf8") !== text;
    })
    .map((file) => file.path);
  const leftOver = OWNED.flatMap(listFiles).filter((path) => !wanted.has(path));
  return [...changed, ...leftOver].toSorted();
}

function listFiles(folder: string): string[] {
  if (!fs.existsSync(inRoot(folder))) return [];
  return fs
    .readdirSync(inRoot(folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(inRoot("").length));
}
