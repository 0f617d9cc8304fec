// Keeping results: one file a server version, and the table written from all of them.
import * as fs from "node:fs";
import { inRoot } from "../scripts/lib/paths.ts";
import { markdown, type Results } from "./report.ts";

const FOLDER = inRoot("bench/results");

/** Keep the results of one version, write the table anew, and say where. */
export function keep(results: Results): string {
  fs.mkdirSync(FOLDER, { recursive: true });
  fs.writeFileSync(
    `${FOLDER}/postgres-${results.postgres}.json`,
    `${JSON.stringify(results, null, 2)}\n`,
  );
  const all = fs
    .readdirSync(FOLDER)
    .map((name) => JSON.parse(fs.readFileSync(`${FOLDER}/${name}`, "utf8")) as Results)
    .toSorted((a, b) => Math.abs(a.postgres - 17) - Math.abs(b.postgres - 17));
  fs.writeFileSync(inRoot("bench/results.md"), markdown(all));
  return "bench/results.md";
}
