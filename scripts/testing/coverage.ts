/** Which functions each pgTAP file calls, as PostgreSQL counts them. */
import * as fs from "node:fs";
import { dirname, relative } from "node:path";
import { withSql } from "../dev/sql.ts";
import { contentsOf, filesBelow } from "../lib/contents.ts";
import { inRoot, ROOT } from "../lib/paths.ts";
import type { FileReport, Stage } from "./pgtap.ts";
import { reportFile } from "./reports.ts";

/** A file, how long it takes, and what it runs into. */
export interface Coverage {
  file: string;
  text: string;
  milliseconds: number;
  /** Each function with its share of all calls: what a file is about, it calls often. */
  functions: Map<string, number>;
}

/** What a server needs so that calls are counted. */
export const COUNT_CALLS = { track_functions: "all" } as const;

/** Run a file where calls are counted. */
export async function runCovered(
  stage: Stage,
  file: string,
): Promise<{ report: FileReport; covered: Coverage }> {
  return withSql(stage.url, async (sql) => {
    await sql`select pg_stat_reset()`;
    const begun = performance.now();
    const report = await stage.run(file);
    const milliseconds = performance.now() - begun;
    const rows = await sql<{ name: string; share: number }[]>`
      select schemaname || '.' || funcname as name,
        (sum(calls) / sum(sum(calls)) over ())::float8 as share
      from pg_stat_user_functions group by 1`;
    const functions = new Map(rows.map(({ name, share }) => [name, share]));
    const text = fs.readFileSync(file, "utf8");
    return { report, covered: { file, text, milliseconds, functions } };
  });
}

interface Kept {
  of: string;
  files: { file: string; milliseconds: number; functions: [string, number][] }[];
}

const KEPT = reportFile("coverage.json");

/** Keep what a whole run of these contents counted, for as long as they do not change. */
export function keepCoverage(covered: readonly Coverage[], of: string): void {
  const kept: Kept = {
    of,
    files: covered.map(({ file, milliseconds, functions }) => ({
      file: relative(ROOT, file),
      milliseconds,
      functions: [...functions],
    })),
  };
  fs.mkdirSync(dirname(KEPT), { recursive: true });
  fs.writeFileSync(KEPT, JSON.stringify(kept));
}

/** What the last whole run counted, unless something changed since. */
export function keptCoverage(): Coverage[] | null {
  if (!fs.existsSync(KEPT)) return null;
  const kept = JSON.parse(fs.readFileSync(KEPT, "utf8")) as Kept;
  if (kept.of !== contents()) return null;
  return kept.files.map(({ file, milliseconds, functions }) => ({
    file: inRoot(file),
    text: fs.readFileSync(inRoot(file), "utf8"),
    milliseconds,
    functions: new Map(functions),
  }));
}

/** A hash of the product and of its tests in SQL, wherever the checkout stands. */
export const contents = (): string =>
  contentsOf(
    ["migrations", "cli/postgres/baseline", "test/kit", "test/sql"].flatMap((folder) =>
      filesBelow(folder, ".sql"),
    ),
  );
