// Databases for tests: each a copy of a template that is built once per server.
import { createHash, randomBytes } from "node:crypto";
import * as fs from "node:fs";
import { basename, join } from "node:path";
import { kitFiles } from "../../cli/kit/kit.ts";
import {
  applyBaseline,
  BASELINE,
  type DefaultGrants,
  makeOwner,
  SETTINGS,
} from "../../cli/postgres/baseline.ts";
import { type Cluster, clusterUrl, SUPERUSER } from "../../cli/postgres/cluster.ts";
import { migrate, migrationFiles, type Part, PARTS } from "./migrations.ts";
import { inRoot } from "../lib/paths.ts";
import { runSqlFile, type Sql, withSql } from "./sql.ts";

export { applyBaseline, DEFAULT_GRANTS, makeOwner } from "../../cli/postgres/baseline.ts";
export type { DefaultGrants } from "../../cli/postgres/baseline.ts";

/**
 * How far a template is built: the hosted baseline; with the migrations applied as
 * `postgres`; with pgTAP, the test kit and the fixtures of our own tests on top.
 */
export type Template = "baseline" | "migrated" | "kit";

/** Where a database's server listens: a `Cluster`, or only its port. */
export type Server = Pick<Cluster, "port">;

/** A database of one's own. */
export interface Database {
  name: string;
  /** A connection string, for `postgres` unless another role is named. */
  url(user?: string): string;
  drop(): Promise<void>;
}

export interface DatabaseOptions {
  defaultGrants?: DefaultGrants;
  from?: Template;
  name?: string;
  /** Those installed beside the engine; all unless named. */
  parts?: readonly Part[];
}

/** A new database; about 50 ms once its template stands. */
export async function createDatabase(
  server: Server,
  {
    defaultGrants = "legacy",
    from = "migrated",
    name = uniqueName(),
    parts = PARTS,
  }: DatabaseOptions = {},
): Promise<Database> {
  const template = await ensureTemplate(server, from, defaultGrants, parts);
  await withSql(clusterUrl(server.port, SUPERUSER), async (admin) => {
    await admin`create database ${admin(name)} owner postgres template ${admin(template)}`;
  });
  await withSql(clusterUrl(server.port, SUPERUSER, name), (sql) =>
    runSqlFile(sql, SETTINGS),
  );
  return {
    name,
    url: (user) => clusterUrl(server.port, user, name),
    drop: () => dropDatabase(server, name),
  };
}

const LEVELS: readonly Template[] = ["baseline", "migrated", "kit"];

/**
 * A template of this kind, with those below it that it is made from. Its name carries a
 * hash of the files that went in, so a changed file makes a new one.
 */
async function ensureTemplate(
  server: Server,
  kind: Template,
  grants: DefaultGrants,
  parts: readonly Part[],
): Promise<string> {
  // Named once: somebody may be editing.
  const levels = LEVELS.slice(0, LEVELS.indexOf(kind) + 1).map((level) => ({
    level,
    name: `template_${grants}_${level}_${fingerprint(level, parts)}`,
  }));
  const wanted = levels.at(-1)?.name ?? "";

  return withSql(clusterUrl(server.port, SUPERUSER), async (admin) => {
    if (await isThere(admin, wanted)) return wanted;

    // Test workers share a server, and roles are the server's: one builds, the rest wait.
    await admin`select pg_advisory_lock(hashtext('stagedoor templates'))`;
    let below = "template0";
    for (const { level, name } of levels) {
      if (!(await isThere(admin, name)))
        await build(server, admin, { level, below, name, grants, parts });
      below = name;
    }
    return wanted;
  });
}

async function isThere(admin: Sql, name: string): Promise<boolean> {
  return (await admin`select from pg_database where datname = ${name}`).length > 0;
}

interface Build {
  level: Template;
  below: string;
  name: string;
  grants: DefaultGrants;
  parts: readonly Part[];
}

async function build(
  server: Server,
  admin: Sql,
  { level, below, name, grants, parts }: Build,
): Promise<void> {
  const draft = `${name}_draft`;
  const as = <T>(user: string, work: (sql: Sql) => Promise<T>) =>
    withSql(clusterUrl(server.port, user, draft), work);

  await admin`drop database if exists ${admin(draft)} with (force)`;
  await makeOwner(admin);
  await admin`create database ${admin(draft)} owner postgres template ${admin(below)}`;
  if (level === "baseline") await as(SUPERUSER, (sql) => applyBaseline(sql, grants));
  else await as(SUPERUSER, (sql) => runSqlFile(sql, SETTINGS));
  if (level === "migrated")
    await as("postgres", (sql) => migrate(sql, migrationFiles(parts)));
  if (level === "kit") {
    await as(SUPERUSER, async (sql) => {
      await sql`create extension pgtap with schema extensions`;
      // The regime is that of the migrations. A test makes functions for whoever it speaks as.
      await sql`alter default privileges for role postgres grant execute on functions to public`;
    });
    for (const file of filesOfKit()) await as("postgres", (sql) => runSqlFile(sql, file));
  }
  await admin`alter database ${admin(draft)} rename to ${admin(name)}`;
}

/** The kit as it ships, and beside it what only our own tests speak of. */
function filesOfKit(): string[] {
  const folder = inRoot("test/sql/fixtures");
  const names = fs.readdirSync(folder).filter((name) => name.endsWith(".sql"));
  return [...kitFiles(), ...names.toSorted().map((name) => join(folder, name))];
}

function fingerprint(level: Template, parts: readonly Part[]): string {
  const files = [...BASELINE, SETTINGS];
  if (level !== "baseline") files.push(...migrationFiles(parts));
  if (level === "kit") files.push(...filesOfKit());
  const hash = createHash("sha256");
  for (const file of files) hash.update(basename(file)).update(fs.readFileSync(file));
  return hash.digest("hex").slice(0, 12);
}

function uniqueName(): string {
  return `test_${process.pid}_${randomBytes(4).toString("hex")}`;
}

async function dropDatabase(server: Server, name: string): Promise<void> {
  await withSql(clusterUrl(server.port, SUPERUSER), async (admin) => {
    await admin`drop database if exists ${admin(name)} with (force)`;
  });
}
