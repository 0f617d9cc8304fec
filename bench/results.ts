// Keeping results: one file a server version, and the table written from all of them.
import * as fs from "node:fs";
import { inRoot } from "../scripts/lib/paths.ts";
import { markdown, type Results } from "./report.ts";

const FOLDER = inRoot("bench/results");

/**
 * Keep the results of one version and size, write the table anew, and say where. A part takes
 * the place of the rows that it asks again.
 */
export function keep(results: Results, isPart: boolean): string {
  fs.mkdirSync(FOLDER, { recursive: true });
  const file = `${FOLDER}/postgres-${results.postgres}-${results.grants}.json`;
  const known = isPart && fs.existsSync(file) ? read(file).rows : [];
  const asked = new Map(results.rows.map((row) => [row.question, row]));
  const kept = known.map((row) => asked.get(row.question) ?? row);
  const rows = [...new Set([...kept, ...results.rows])];
  fs.writeFileSync(file, `${JSON.stringify({ ...results, rows }, null, 2)}\n`);
  const all = fs
    .readdirSync(FOLDER)
    .map((name) => read(`${FOLDER}/${name}`))
    .toSorted((a, b) => rank(a) - rank(b));
  fs.writeFileSync(inRoot("bench/results.md"), markdown(all));
  return "bench/results.md";
}

const read = (file: string): Results => JSON.parse(fs.readFileSync(file, "utf8"));

/** The default version comes first, then the others; of each, the default size. */
const rank = ({ postgres, grants }: Results): number =>
  Math.abs(postgres - 17) * 1e9 + Math.abs(grants - 1e6);
