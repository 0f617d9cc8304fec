// From the release that a project or a database holds to this one: the files that are new.
import { PARTS } from "../lib/migrations.ts";
import { partsThere } from "../lib/parts.ts";
import { refusedAs, type Sql, withSql } from "../lib/sql.ts";
import { Failure, misused } from "../lib/failure.ts";
import { type Applied, appliedIn, applyAll } from "./books.ts";
import { stateOf } from "./collisions.ts";
import { writeDeclared } from "./declared.ts";
import {
  inTheWay,
  isOlder,
  lookFirst,
  needAsShipped,
  newestOf,
  servedSchema,
} from "./init.ts";
import { type Asked, nothing, type Outcome } from "./outcome.ts";
import { needCopies, type Project, projectIn, writeCopies } from "./project.ts";
import { servedIn, type Source, sourcesOf } from "./sources.ts";

/** Bring the project around the folder, or the database where there is none, to this release. */
export async function upgrade(asked: Asked): Promise<Outcome> {
  const project = projectIn(asked.directory);
  if (project) {
    needCopies(project);
    return ofProject(asked, project);
  }
  const { url } = asked;
  if (url === null) {
    throw misused(
      'Stagedoor is in no project here: "stagedoor init" puts it into one, --db-url names a database.',
    );
  }
  return withSql(url, (sql) => ofDatabase(asked, sql)).catch(
    refusedAs("The database cannot be asked"),
  );
}

async function ofProject(asked: Asked, project: Project): Promise<Outcome> {
  const { release } = asked;
  const { copies } = project;
  const edited = copies.find((copy) => copy.isEdited);
  if (edited) {
    throw new Failure(
      `${edited.file} is not as Stagedoor ${edited.version} shipped it: put it back first.`,
    );
  }
  const newest = newestOf(copies);
  needNewer(release.version, newest);
  const apiSchema = servedSchema(null, copies);
  const all = sourcesOf(release, PARTS);
  const missing = newIn(all, copies);
  const outcome = nothing();
  if (missing.length === 0) {
    outcome.lines.push(`Stagedoor ${release.version} is in this project: nothing to do.`);
    return outcome;
  }
  const served = servedNow(missing, all, apiSchema);
  // What a release adds can meet what they made since.
  const pushed = await lookFirst(
    { url: asked.url, isUnchecked: true },
    project,
    served,
    outcome,
  );
  if (outcome.findings.length > 0) return outcome;
  outcome.files = writeCopies(asked, project, served, { pushed, apiSchema });
  outcome.lines.push(
    `${asked.dryRun ? "Would write" : "Wrote"} ${missing.length} files to supabase/migrations: from Stagedoor ${newest} to ${release.version}.`,
  );
  const there = new Set([...copies, ...missing].map(({ name }) => name));
  writeDeclared(asked, project, apiSchema, there, outcome);
  outcome.next.push("npx supabase db push");
  return outcome;
}

/** Of these the text as it is served: the calls are known from all files. */
function servedNow(
  missing: readonly Source[],
  all: readonly Source[],
  apiSchema: string,
): Source[] {
  const names = new Set(missing.map(({ name }) => name));
  return servedIn(apiSchema, all).filter(({ name }) => names.has(name));
}

async function ofDatabase(asked: Asked, sql: Sql): Promise<Outcome> {
  const { release } = asked;
  const state = await stateOf(sql);
  if (state.is === "absent") {
    throw new Failure(
      'Stagedoor is not in this database: "stagedoor init" installs it there.',
    );
  }
  if (state.is === "half") {
    throw new Failure(
      'The installation stopped in the middle: "stagedoor init" ends it, with the release that began it.',
    );
  }
  needNewer(release.version, state.version);
  const all = sourcesOf(release, PARTS);
  const applied = await appliedIn(sql);
  const ours = applied.filter(({ name }) => all.some((source) => source.name === name));
  const outcome = nothing();
  if (state.version === release.version) {
    outcome.lines.push(`Stagedoor ${release.version} is in this database: nothing to do.`);
    return outcome;
  }
  if (ours.length === 0) {
    throw new Failure(
      `Nobody noted which files of Stagedoor ${state.version} this database holds: a project upgrades in its folder; else note them in pgmigrations.pgmigrations first.`,
    );
  }
  const missing = servedNow(newIn(all, ours, await partsThere(sql)), all, state.apiSchema);
  outcome.findings.push(...(await inTheWay(sql, missing, true)));
  if (outcome.findings.length > 0) return outcome;
  outcome.files = missing.map(({ name }) => name);
  if (!asked.dryRun) await applyAll(sql, missing);
  outcome.lines.push(
    `${asked.dryRun ? "Would apply" : "Applied"} ${missing.length} files in one transaction: from Stagedoor ${state.version} to ${release.version}.`,
  );
  return outcome;
}

/** What this release has and they have not, of the parts that they have. */
function newIn(
  all: readonly Source[],
  theirs: readonly Applied[],
  parts: readonly string[] = [],
): Source[] {
  needAsShipped(all, theirs);
  const names = new Set(theirs.map(({ name }) => name));
  const there = new Set<string>([
    "engine",
    ...parts,
    ...all.filter(({ name }) => names.has(name)).map(({ part }) => part),
  ]);
  return all.filter(({ name, part }) => there.has(part) && !names.has(name));
}

/** A release does not know what a later one did. */
function needNewer(ours: string, theirs: string): void {
  if (isOlder(ours, theirs)) {
    throw new Failure(
      `Stagedoor ${theirs} is there, and this is ${ours}: use a package that is as new.`,
    );
  }
}
