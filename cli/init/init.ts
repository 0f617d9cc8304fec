// Stagedoor into a project or a database of somebody: looked at first, whole or not at all.
import * as fs from "node:fs";
import { basename } from "node:path";
import type { Part } from "../lib/migrations.ts";
import { refusedAs, type Sql, withSql } from "../lib/sql.ts";
import { Failure, misused } from "../lib/failure.ts";
import { partsThere } from "../lib/parts.ts";
import { shipped } from "../lib/shipped.ts";
import { type Applied, appliedIn, applyAll, type Before, pushedTo } from "./books.ts";
import { collisionsWith, notesAbout, rightsMissing, stateOf } from "./collisions.ts";
import { lacksDeclared, writeDeclared } from "./declared.ts";
import { type Asked, nothing, type Outcome, servedNote } from "./outcome.ts";
import { type Copy, type Project, projectIn, writeCopies } from "./project.ts";
import {
  DEFAULT_SCHEMA,
  inWords,
  needServable,
  objectsOf,
  servedIn,
  type Source,
  sourcesOf,
} from "./sources.ts";
import { tryBeside } from "./throwaway.ts";

/** What `stagedoor init` was asked for. */
export interface AskedInit extends Asked {
  parts: Part[];
  /** The schema of the calls; null where none was named. */
  apiSchema: string | null;
  /** Go on without a pre-flight where none can be made. */
  isUnchecked: boolean;
}

/** Install into the project around the folder, or into the database where there is none. */
export async function init(asked: AskedInit): Promise<Outcome> {
  if (asked.apiSchema !== null) needServable(asked.apiSchema);
  const project = projectIn(asked.directory);
  if (project) return intoProject(asked, project);
  const { url } = asked;
  if (url === null) {
    throw misused(
      "Here is no folder supabase: run it where that is, or name a database with --db-url.",
    );
  }
  return withSql(url, (sql) => intoDatabase(asked, sql)).catch(
    refusedAs("The database cannot be asked"),
  );
}

// -- a project -------------------------------------------------------------------------------

async function intoProject(asked: AskedInit, project: Project): Promise<Outcome> {
  const { release, parts } = asked;
  const apiSchema = servedSchema(asked.apiSchema, project.copies);
  needRelease(project.copies, release.version);
  const wanted = servedIn(apiSchema, sourcesOf(release, parts));
  const missing = wanted.filter(
    ({ name }) => !project.copies.some((copy) => copy.name === name),
  );
  const outcome = nothing();
  if (missing.length === 0 && lacksDeclared(project)) {
    const there = new Set(project.copies.map(({ name }) => name));
    writeDeclared(asked, project, apiSchema, there, outcome);
    return outcome;
  }
  if (missing.length === 0) {
    outcome.lines.push(
      `Stagedoor ${release.version} (${inWords(parts)}) is in this project: nothing to do.`,
    );
    return outcome;
  }

  const pushed = await lookFirst(asked, project, missing, outcome);
  if (outcome.findings.length > 0) return outcome;

  outcome.files = writeCopies(asked, project, missing, { pushed, apiSchema });
  outcome.lines.push(
    `${asked.dryRun ? "Would write" : "Wrote"} ${missing.length} files to supabase/migrations: ${basename(outcome.files[0] ?? "")} to ${basename(outcome.files.at(-1) ?? "")}.`,
  );
  const there = new Set([...project.copies, ...missing].map(({ name }) => name));
  writeDeclared(asked, project, apiSchema, there, outcome);
  outcome.next.push("npx supabase db push", ...servedNote(apiSchema));
  return outcome;
}

/** Copies of this release: an older one is upgraded first. */
function needRelease(copies: readonly Copy[], version: string): void {
  if (copies.length > 0 && newestOf(copies) !== version) {
    throw new Failure(
      `Stagedoor ${newestOf(copies)} is in this project, and this is ${version}: run "stagedoor upgrade".`,
    );
  }
}

/** The latest release that copies are of. */
export const newestOf = (copies: readonly Copy[]): string =>
  copies.reduce((most, { version }) => (isOlder(most, version) ? version : most), "0.0.0");

/** Whether a version comes before another. */
export function isOlder(one: string, other: string): boolean {
  const [left, right] = [one, other].map((version) => version.split(/[.-]/).map(Number));
  const i = [0, 1, 2].find((place) => left?.[place] !== right?.[place]);
  return i !== undefined && (left?.[i] ?? 0) < (right?.[i] ?? 0);
}

/** The schema of the calls: that of the copies, which cannot change. */
export function servedSchema(asked: string | null, copies: readonly Copy[]): string {
  const served = copies.find(({ name }) => /^\d{14}_api_/.test(name))?.apiSchema;
  if (served !== undefined && asked !== null && asked !== served) {
    throw new Failure(
      `The calls are served in the schema ${served} already: leave --api-schema out.`,
    );
  }
  return served ?? asked ?? DEFAULT_SCHEMA;
}

/** The pre-flight, and the versions that the database has seen. */
export async function lookFirst(
  asked: Pick<AskedInit, "url" | "isUnchecked">,
  project: Project,
  missing: readonly Source[],
  outcome: Outcome,
): Promise<string[]> {
  const { url } = asked;
  if (url !== null) {
    return withSql(url, async (sql) => {
      await look(sql, missing, project.copies, outcome);
      return (await pushedTo(sql)).map(({ version }) => version);
    }).catch(refusedAs("The database cannot be asked"));
  }
  const copied = new Set(project.copies.map(({ file }) => file));
  const theirs = project.files.filter(({ file }) => !copied.has(file));
  const trial = await tryBeside(
    project.copies.length > 0 ? project.files : theirs,
    missing,
  );
  if ("because" in trial) {
    outcome.skipped.push(`the pre-flight: ${trial.because}`);
    if (!asked.isUnchecked) {
      outcome.findings.push(
        "The pre-flight was not made: name a database with --db-url, or go on with --unchecked.",
      );
    }
  } else {
    outcome.findings.push(...trial.collisions.map(withRemedy(project.copies.length > 0)));
    outcome.lines.push(...trial.notes.map((note) => `Note: ${note}.`));
  }
  return [];
}

async function look(
  sql: Sql,
  missing: readonly Source[],
  copies: readonly Copy[],
  outcome: Outcome,
): Promise<void> {
  const state = await stateOf(sql);
  if (state.is !== "absent" && copies.length === 0) {
    outcome.findings.push(
      state.is === "there"
        ? `Stagedoor ${state.version} is in the database, and its files are not in this project: it was installed another way, and "stagedoor upgrade --db-url" keeps it so outside of this folder.`
        : "The database has a schema stagedoor without a version: somebody else's, or an installation that stopped in the middle. Finish that one, or drop it.",
    );
    return;
  }
  // What was pushed of a run that was interrupted is ours.
  outcome.findings.push(...(await inTheWay(sql, missing, copies.length > 0)));
  await tellNotes(sql, missing, outcome);
}

/**
 * What keeps migrations from being applied to a database: what collides with them, each with what
 * helps, and rights that are missing.
 */
export const inTheWay = async (
  sql: Sql,
  missing: readonly Source[],
  isServed: boolean,
): Promise<string[]> => [
  ...(await collisionsWith(sql, objectsOf(missing))).map(withRemedy(isServed)),
  ...(await rightsMissing(sql)).map((line) => `${line}.`),
];

/** What somebody should know of a database and is no obstacle. */
async function tellNotes(
  sql: Sql,
  missing: readonly Source[],
  outcome: Outcome,
): Promise<void> {
  const notes = await notesAbout(sql, objectsOf(missing));
  outcome.lines.push(...notes.map((note) => `Note: ${note}.`));
}

/**
 * What helps against a function of the same name: another schema for ours, unless the calls are
 * served already.
 */
const withRemedy = (isServed: boolean) => (line: string) => {
  if (!line.startsWith("function ")) return `${line}.`;
  return `${line}: ${isServed ? "rename yours" : "take another --api-schema"}.`;
};

// -- a database ------------------------------------------------------------------------------

async function intoDatabase(asked: AskedInit, sql: Sql): Promise<Outcome> {
  const { release, parts } = asked;
  const outcome = nothing();
  const state = await stateOf(sql);
  const applied = await appliedIn(sql);
  if (state.is === "there" && state.version !== release.version) {
    throw new Failure(
      `Stagedoor ${state.version} is in this database, and this is ${release.version}: run "stagedoor upgrade".`,
    );
  }
  if (state.is === "there" && asked.apiSchema && asked.apiSchema !== state.apiSchema) {
    throw new Failure(
      `The calls are served in the schema ${state.apiSchema} already: leave --api-schema out.`,
    );
  }
  const apiSchema =
    state.is === "there" ? state.apiSchema : (asked.apiSchema ?? DEFAULT_SCHEMA);
  const wanted = servedIn(apiSchema, sourcesOf(release, parts));
  const ours = applied.filter(({ name }) => wanted.some((each) => each.name === name));
  if (state.is === "absent" && ours.length > 0) {
    throw new Failure(
      `The schema stagedoor is gone, and pgmigrations.pgmigrations notes ${ours.length} of its files: restore it, or delete these rows.`,
    );
  }
  if (state.is === "half") await needBooks(sql, ours);
  needAsShipped(wanted, ours);

  const missing = await missingIn(sql, state.is, wanted, ours);
  if (missing.length === 0) {
    outcome.lines.push(
      `Stagedoor ${release.version} (${inWords(parts)}) is in this database: nothing to do.`,
    );
    return outcome;
  }
  const before = await plainBaseline(sql);
  outcome.findings.push(...(await inTheWay(sql, missing, state.is !== "absent")));
  if (outcome.findings.length > 0) return outcome;
  await tellNotes(sql, missing, outcome);

  outcome.files = [...before, ...missing].map(({ name }) => name);
  if (!asked.dryRun) await applyAll(sql, missing, { before });
  outcome.lines.push(
    `${asked.dryRun ? "Would apply" : "Applied"} ${outcome.files.length} files in one transaction: Stagedoor ${release.version} (${inWords(parts)}).`,
  );
  outcome.next.push(...servedNote(apiSchema));
  return outcome;
}

/** Half an installation goes on where somebody noted how far it came. */
async function needBooks(sql: Sql, ours: readonly Applied[]): Promise<void> {
  if (ours.length > 0) return;
  const pushed = (await pushedTo(sql)).some(({ name }) => name.startsWith("stagedoor_"));
  throw new Failure(
    pushed
      ? 'The Supabase CLI has applied some of its files: run "npx supabase db push" again.'
      : "The database has a schema stagedoor without a version and nobody noted how it came: finish the installation that began it, or drop it.",
  );
}

/** Refuse to build on files that were changed since. */
export function needAsShipped(
  sources: readonly Source[],
  applied: readonly Applied[],
): void {
  for (const { name, sha256 } of applied) {
    const source = sources.find((each) => each.name === name);
    if (source && sha256 !== null && sha256 !== source.sha256) {
      throw new Failure(
        `${name} was applied with another text than this release ships: releases only add files, so that one of the two was changed.`,
      );
    }
  }
}

/** By the books where there are any, else by what each part makes. */
async function missingIn(
  sql: Sql,
  state: "absent" | "there" | "half",
  wanted: readonly Source[],
  ours: readonly Applied[],
): Promise<Source[]> {
  if (state === "absent") return [...wanted];
  if (ours.length > 0) {
    return wanted.filter(({ name }) => !ours.some((each) => each.name === name));
  }
  const there = await partsThere(sql);
  return wanted.filter(({ part }) => part !== "engine" && !there.includes(part));
}

/** What plain PostgreSQL needs first: the roles of requests, and the smallest `auth`. */
async function plainBaseline(sql: Sql): Promise<Before[]> {
  const [found] = await sql<{ roles: boolean; auth: boolean; makes_roles: boolean }[]>`
    select
      (select count(*) from pg_roles as r
       where r.rolname in ('anon', 'authenticated', 'service_role')) = 3 as roles,
      exists (
        select from pg_class as c
        where c.relnamespace = to_regnamespace('auth') and c.relname = 'users') as auth,
      (select r.rolsuper or (r.rolcreaterole and r.rolbypassrls)
       from pg_roles as r where r.rolname = current_user) as makes_roles`;
  if (!found?.roles && !found?.makes_roles) {
    throw new Failure(
      "The roles anon, authenticated and service_role are missing: a superuser makes them with plain/roles.sql, in this database; then run it again.",
    );
  }
  return [...(found.roles ? [] : [plain("roles")]), ...(found.auth ? [] : [plain("auth")])];
}

const plain = (stem: string): Before => ({
  name: `plain/${stem}.sql`,
  text: fs.readFileSync(shipped("plain", `${stem}.sql`), "utf8"),
});
