/** Which pgTAP files could notice a breakage: those that ran the function, or name the table. */
import * as fs from "node:fs";
import type { Server } from "../dev/database.ts";
import { onStages, type Stage } from "../testing/pgtap.ts";
import { withSql } from "../dev/sql.ts";
import type { Mutant } from "./mutant.ts";

const HOUSE_RULES = /house_rules(?:_\w+)?\.test\.sql$/;

/** A file, how long it takes, and what it runs into. */
export interface Coverage {
  file: string;
  text: string;
  milliseconds: number;
  functions: Set<string>;
}

/** Run every file once on the unbroken product, and remember what it called. */
export async function coverage(
  server: Server,
  files: string[],
  onRed: (problem: string) => void,
): Promise<Coverage[]> {
  const queue = [...files];
  const covered: Coverage[] = [];
  await onStages(server, {}, async (stage) => {
    for (let file = queue.shift(); file; file = queue.shift()) {
      const one = await cover(stage, file);
      // What is red already notices nothing.
      if (typeof one === "string") onRed(one);
      else covered.push(one);
    }
  });
  return covered;
}

/** What one file runs into, or why it is red. */
async function cover(stage: Stage, file: string): Promise<Coverage | string> {
  return withSql(stage.url, async (sql) => {
    await sql`select pg_stat_reset()`;
    const begun = performance.now();
    const { problems } = await stage.run(file);
    if (problems[0] !== undefined) return problems[0];
    const milliseconds = performance.now() - begun;
    const rows = await sql<{ name: string }[]>`
      select schemaname || '.' || funcname as name from pg_stat_user_functions`;
    const functions = new Set(rows.map((row) => row.name));
    return { file, text: fs.readFileSync(file, "utf8"), milliseconds, functions };
  });
}

/** The files to run for a breakage, the likeliest and quickest first. */
export function relevantFiles(covered: Coverage[], mutant: Mutant): string[] {
  const { tables, functions } = mutant.subject;
  const namesOf = (qualified: readonly string[]) =>
    qualified.map((name) => name.replace(/^.*\./, ""));
  const naming = (names: readonly string[]) =>
    new RegExp(`\\b(?:${names.join("|") || "(?!)"})\\b`);
  const table = naming(tables);
  const subject = naming([...tables, ...namesOf(functions)]);
  const isAsked = ({ file }: Coverage) => mutant.inCatalog && HOUSE_RULES.test(file);
  return covered
    .filter(
      (one) =>
        isAsked(one) ||
        table.test(one.text) ||
        functions.some((name) => one.functions.has(name)),
    )
    .toSorted((a, b) => {
      const weight = (one: Coverage) =>
        (isAsked(one) ? -1e9 : 0) - (subject.test(one.text) ? 1e6 : 0) + one.milliseconds;
      return weight(a) - weight(b);
    })
    .map(({ file }) => file);
}
