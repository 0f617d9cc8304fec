// Which promises no executed test names. docs/features.md numbers them; a test's title cites
// the rows that it proves.
import * as fs from "node:fs";
import { inRoot } from "../lib/paths.ts";
import { reportFile } from "../testing/reports.ts";

/** The numbers of docs/features.md that no title of the last runs cites. */
export function uncitedFeatures(): string[] {
  const page = fs.readFileSync(inRoot("docs/features.md"), "utf8");
  const rows = [...page.matchAll(/^\| (F\d+) \|/gm)].map(([, row = ""]) => row);
  const cited = new Set(titles().flatMap((title) => title.match(/\bF\d+\b/g) ?? []));
  return rows.filter((row) => !cited.has(row));
}

function titles(): string[] {
  return ["pgtap.txt", "vitest.txt"]
    .map((name) => reportFile(name))
    .filter((file) => fs.existsSync(file))
    .flatMap((file) => fs.readFileSync(file, "utf8").split("\n"));
}
