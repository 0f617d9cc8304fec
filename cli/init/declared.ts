// Declarative schemas: what they have to hold besides their own, so that a comparison with
// the migrations proposes nothing.
import * as fs from "node:fs";
import { join } from "node:path";
import type { Asked, Outcome } from "./outcome.ts";
import { type Project, writeWhole } from "./project.ts";
import { PARTS } from "../lib/migrations.ts";
import { servedIn, sourcesOf } from "./sources.ts";

/** Read before theirs, whose policies ask the engine. */
const FILE = "00000000000000_stagedoor.sql";

/**
 * Write our part of the declarative schemas, where the project has such.
 *
 * @param there the names of the migrations that the project holds.
 */
export function writeDeclared(
  { dryRun, release }: Asked,
  project: Project,
  apiSchema: string,
  there: ReadonlySet<string>,
  outcome: Outcome,
): void {
  if (project.schemas === null) return;
  const shown = join("supabase", "schemas", FILE);
  outcome.files.push(shown);
  outcome.lines.push(`${dryRun ? "Would write" : "Wrote"} ${shown}.`);
  if (!isRead(project.folder)) {
    outcome.next.push(
      `Put "./schemas/${FILE}" first into schema_paths of supabase/config.toml.`,
    );
  }
  outcome.next.push(
    "Put calls of track_scopes, track_members and protect into a migration and, the same, into the last file of supabase/schemas.",
  );
  if (dryRun) return;
  const text = servedIn(apiSchema, sourcesOf(release, PARTS))
    .filter(({ name }) => there.has(name))
    .map((source) => source.text.trimEnd())
    .join("\n\n");
  writeWhole(
    join(project.schemas, FILE),
    `-- Stagedoor ${release.version}, for declarative schemas: written by init and upgrade.\n\n${text}\n`,
  );
}

/** Whether a project that declares its schemas lacks ours: it began to after `init`. */
export const lacksDeclared = ({ schemas }: Project): boolean =>
  schemas !== null && !fs.existsSync(join(schemas, FILE));

/** Take it away again. */
export function removeDeclared(project: Project, dryRun: boolean): string[] {
  const file = project.schemas === null ? null : join(project.schemas, FILE);
  if (file === null || !fs.existsSync(file)) return [];
  if (!dryRun) fs.rmSync(file);
  return [join("supabase", "schemas", FILE)];
}

/** Whether the configuration names the file, or all files of the folder. */
function isRead(folder: string): boolean {
  const file = join(folder, "config.toml");
  const config = fs.existsSync(file) ? fs.readFileSync(file, "utf8") : "";
  const [, list] = /^\s*schema_paths\s*=\s*\[([^\]]*)\]/m.exec(config) ?? [];
  if (list === undefined || !list.includes('"')) return true;
  return /"(\.\/)?schemas\/(\*\*?\/?)?\*(\.sql)?"/.test(list) || list.includes(FILE);
}
