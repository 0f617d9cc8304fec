// docs/features.md: its last column says which test files cite the row.
import * as fs from "node:fs";
import { join } from "node:path";
import { inRoot } from "../lib/paths.ts";
import type { GeneratedFile } from "./files.ts";

const PAGE = "docs/features.md";
const TEST = /\.test\.(sql|ts)$/;

/** The page with the column filled in; promises are written by hand. */
export function featuresFile(): GeneratedFile {
  const citations = readCitations();
  const text = fs
    .readFileSync(inRoot(PAGE), "utf8")
    .replaceAll(/^\| (F\d+) \| (.*) \|[^|]*\|$/gm, (_, row: string, promise: string) => {
      const files = citations.get(row) ?? [];
      return `| ${row} | ${promise} | ${files.join(", ")} |`;
    });
  return { path: PAGE, text };
}

/** For each row the test files that name it, without folder and ending. */
function readCitations(): Map<string, string[]> {
  const citations = new Map<string, string[]>();
  for (const file of testFiles()) {
    const name = file.replace(/^test\/(sql\/)?/, "").replace(TEST, "");
    const rows = new Set(fs.readFileSync(inRoot(file), "utf8").match(/\bF\d+\b/g));
    for (const row of rows) citations.set(row, [...(citations.get(row) ?? []), name]);
  }
  return citations;
}

function testFiles(): string[] {
  return ["test", "functions", "client", "console", "bench"]
    .filter((folder) => fs.existsSync(inRoot(folder)))
    .flatMap((folder) =>
      (fs.readdirSync(inRoot(folder), { recursive: true }) as string[])
        .filter((name) => TEST.test(name) && !name.includes("node_modules"))
        .map((name) => join(folder, name)),
    )
    .toSorted();
}
