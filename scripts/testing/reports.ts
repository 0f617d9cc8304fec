// What test runs say: to whoever reads along, and for the report of features that no test names.
import * as fs from "node:fs";
import { dirname, join } from "node:path";
import { DATA } from "../lib/paths.ts";

export { inWords } from "../../cli/testing/in-words.ts";

/** Where a runner leaves the titles of the tests that it executed. */
export const reportFile = (name: string): string => join(DATA, "reports", name);

/** Write one title a line. */
export function writeTitles(name: string, titles: string[]): void {
  fs.mkdirSync(dirname(reportFile(name)), { recursive: true });
  fs.writeFileSync(reportFile(name), `${titles.join("\n")}\n`);
}
