// Keeping results: one file a server version, and the table written from all of them.
import * as fs from "node:fs";
import { inRoot } from "../scripts/lib/paths.ts";
import { markdown, type Results } from "./report.ts";

const FOLDER = inRoot("bench/results");

/** Keep the results of one version and size, write the table anew, and say where. */
export function keep(results: Results): string {
  fs.mkdirSync(FOLDER, { recursive: true });
  const file = `${FOLDER}/postgres-${results.postgres}-${results.grants}.json`;
  fs.writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`);
  const all = fs
    .readdirSync(FOLDER)
    .map((name) => JSON.parse(fs.readFileSync(`${FOLDER}/${name}`, "utf8")) as Results)
    .toSorted((a, b) => rank(a) - rank(b));
  fs.writeFileSync(inRoot("bench/results.md"), markdown(all));
  return "bench/results.md";
}

/** The default version comes first, then the others; of each, the default size. */
const rank = ({ postgres, grants }: Results): number =>
  Math.abs(postgres - 17) * 1e9 + Math.abs(grants - 1e6);
