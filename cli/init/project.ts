// A Supabase project of somebody: its migrations, and ours among them.
import * as fs from "node:fs";
import { dirname, join } from "node:path";
import { Failure, misused } from "../lib/failure.ts";
import type { Asked } from "./outcome.ts";
import { sha256, type Source } from "./sources.ts";

/** A migration of ours in their folder. */
export interface Copy {
  /** The file, as theirs are named. */
  file: string;
  /** The name in the release. */
  name: string;
  version: string;
  sha256: string;
  apiSchema: string;
  /** Whether somebody changed the copy. */
  isEdited: boolean;
}

/** Their project, as it stands. */
export interface Project {
  /** The folder `supabase`. */
  folder: string;
  /** Every migration in order: file and text. */
  files: { file: string; text: string }[];
  /** Ours, since the last time that Stagedoor was taken out. */
  copies: Copy[];
  /** The folder of declarative schemas, where there is one. */
  schemas: string | null;
}

const MIGRATION = /^(\d+)_.*\.sql$/;
const HEAD =
  /^-- Stagedoor (\S+): (\S+) sha256:([0-9a-f]{64})(?: served in (\S+) sha256:([0-9a-f]{64}))?\n/;
const TAKEN_OUT = /^-- Stagedoor \S+: uninstall\n/;

/** The project around a folder; null where it is none. */
export function projectIn(directory: string): Project | null {
  if (!isProject(directory)) return null;
  const folder = join(directory, "supabase");
  const migrations = join(folder, "migrations");
  const names = fs.existsSync(migrations) ? fs.readdirSync(migrations) : [];
  const files = names
    .filter((name) => MIGRATION.test(name))
    .toSorted()
    .map((file) => ({ file, text: textOf(join(migrations, file)) }));
  const since = files.findLastIndex(({ text }) => TAKEN_OUT.test(text)) + 1;
  const schemas = join(folder, "schemas");
  return {
    folder,
    files,
    copies: files.slice(since).flatMap(({ file, text }) => copyOf(file, text) ?? []),
    schemas: isFolder(schemas) ? schemas : null,
  };
}

/** As it was written: git on Windows ends the lines of a checkout in another way. */
const textOf = (file: string) => fs.readFileSync(file, "utf8").replaceAll("\r\n", "\n");

/**
 * The folder above that holds the project, as the Supabase CLI looks for it; null where none does
 * and where the folder holds one itself.
 */
export function projectAbove(directory: string): string | null {
  if (isProject(directory)) return null;
  for (let at = directory; dirname(at) !== at; at = dirname(at)) {
    if (fs.existsSync(join(dirname(at), "supabase", "config.toml"))) return dirname(at);
  }
  return null;
}

function isProject(directory: string): boolean {
  const folder = join(directory, "supabase");
  return fs.existsSync(join(folder, "config.toml")) || isFolder(join(folder, "migrations"));
}

/** Refuse a project without copies: what happens in a project goes through its migrations. */
export function needCopies({ copies }: Project): void {
  if (copies.length > 0) return;
  throw misused(
    'Stagedoor is not in this project: "stagedoor init" puts it there; in a folder outside of it --db-url names a database that is changed at once.',
  );
}

const isFolder = (path: string) =>
  fs.statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

function copyOf(file: string, text: string): Copy | null {
  const head = HEAD.exec(text);
  if (!head) return null;
  const [line, version = "", name = "", hash = "", apiSchema = "public", served] = head;
  return {
    file,
    name,
    version,
    sha256: hash,
    apiSchema,
    isEdited: sha256(text.slice(line.length)) !== (served ?? hash),
  };
}

/** Copy sources behind everything that is there; the files, from the project on. */
export function writeCopies(
  { release, now, dryRun }: Pick<Asked, "release" | "now" | "dryRun">,
  project: Project,
  sources: readonly Source[],
  { pushed, apiSchema }: { pushed: readonly string[]; apiSchema: string },
): string[] {
  const migrations = join(project.folder, "migrations");
  const latest = [...versionsOf(project.files), ...pushed];
  const dates = datesAfter(latest, sources.length, now);
  if (!dryRun) fs.mkdirSync(migrations, { recursive: true });
  return sources.map((source, i) => {
    const file = copyName(dates[i] ?? "", source);
    if (!dryRun) {
      writeWhole(join(migrations, file), copyText(release.version, source, apiSchema));
    }
    return join("supabase", "migrations", file);
  });
}

/** The text of a copy: where it comes from, then the migration as it is served. */
function copyText(version: string, source: Source, apiSchema: string): string {
  const served = sha256(source.text);
  const where = served === source.sha256 ? "" : ` served in ${apiSchema} sha256:${served}`;
  return `-- Stagedoor ${version}: ${source.name} sha256:${source.sha256}${where}\n${source.text}`;
}

/** The name of a source in their folder, behind its new date. */
const copyName = (date: string, source: Pick<Source, "name">): string =>
  `${date}_stagedoor_${source.name.slice(15)}.sql`;

/**
 * Dates for new migrations: one second apart, after the latest there is and not before now.
 * A version that is no date, as a project may count its own, is counted on.
 */
export function datesAfter(latest: readonly string[], count: number, now: Date): string[] {
  const today = digits(now);
  const last = latest.reduce(
    (most, each) => (BigInt(each) > BigInt(most) ? each : most),
    today,
  );
  if (last.length > 14 || BigInt(last) + BigInt(count) > 99999999999999n) {
    throw new Failure(
      `The migration ${last} leaves no room behind it: give it a date of fourteen digits.`,
    );
  }
  const start = moment(last);
  return Array.from({ length: count }, (_, i) =>
    start === null
      ? String(BigInt(last) + BigInt(i + 1)).padStart(14, "0")
      : digits(new Date(start + (i + 1) * 1000)),
  );
}

const digits = (date: Date) => date.toISOString().replaceAll(/\D/g, "").slice(0, 14);

/** The moment that fourteen digits name; null where they name none. */
function moment(version: string): number | null {
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(version) ?? [];
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(time) || digits(new Date(time)) !== version ? null : time;
}

/** Their versions, of a name such as `20240101000000_init.sql`. */
export const versionsOf = (files: readonly { file: string }[]): string[] =>
  files.map(({ file }) => MIGRATION.exec(file)?.[1] ?? "0");

/** A file that is there as a whole or not at all. */
export function writeWhole(file: string, text: string): void {
  const draft = `${file}.${process.pid}.draft`;
  fs.writeFileSync(draft, text);
  fs.renameSync(draft, file);
}
