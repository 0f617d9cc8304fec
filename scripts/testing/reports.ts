// What the last test runs executed, for the report of features that no test names.
import * as fs from "node:fs";
import { dirname } from "node:path";
import { inRoot } from "../lib/paths.ts";

/** Where a runner leaves the titles of the tests that it executed. */
export const reportFile = (name: string): string => inRoot(".data", "reports", name);

/** Write one title a line. */
export function writeTitles(name: string, titles: string[]): void {
  fs.mkdirSync(dirname(reportFile(name)), { recursive: true });
  fs.writeFileSync(reportFile(name), `${titles.join("\n")}\n`);
}
