// What files hold, in one word: whether something that was made of them is still true.
import { createHash } from "node:crypto";
import * as fs from "node:fs";
import { join } from "node:path";
import { inRoot } from "./paths.ts";

/** The files below a folder of the checkout with this ending, by their paths in it, in order. */
export const filesBelow = (folder: string, ending: string): string[] =>
  fs
    .readdirSync(inRoot(folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(ending))
    .toSorted()
    .map((name) => join(folder, name));

/** A hash of files of the checkout, wherever it stands. */
export function contentsOf(files: readonly string[]): string {
  const hash = createHash("sha256");
  for (const file of files) hash.update(file).update(fs.readFileSync(inRoot(file)));
  return hash.digest("hex");
}
