// The world that is measured: loaded in bulk, then exactly the product's own again.
import { type Cluster, SUPERUSER } from "../cli/postgres/cluster.ts";
import { createDatabase } from "../scripts/dev/database.ts";
import { Failure } from "../scripts/lib/failure.ts";
import { inRoot } from "../scripts/lib/paths.ts";
import { runSqlFile, type Sql, withSql } from "../scripts/dev/sql.ts";
import { type Progress, step } from "./progress.ts";

/** How many grants a world holds, by the name that the command line takes. */
export const SIZES = { "10k": 10_000, "1m": 1_000_000, "10m": 10_000_000 } as const;

/** The name of a size. */
export type Size = keyof typeof SIZES;

/** Numbers of projects of the people whom the policies are measured with. */
export const PROJECT_COUNTS = [5, 50, 500, 5000] as const;

/** Rows of the protected table: a million in 20,000 projects, 200,000 in 20,000 more. */
export const LINES = 1_200_000;

/** People below zero are those that the measurements ask about. */
export const PERSON = {
  /** A member of so many projects. */
  memberOf: (projects: number): number => -projects,
  /** Holds a role at organization 1, which has 40 projects. */
  throughOrganization: -1,
  /** Holds a role at organization 0, which has 20,000 projects. */
  overTwentyThousand: -2,
  /** The one holder of the role that hardly anybody holds. */
  oneHolder: -3,
  /** Gives access in project 1. */
  giver: -4,
  /** Line producer of the production in project 4. */
  lineProducer: -5001,
  /** Accountant there. */
  accountant: -5002,
  /** Owns a show and its script. */
  stageManager: -6001,
  /** Works in all of it. */
  prompter: -6002,
  /** Works at its lights. */
  electrician: -6003,
  /** Works nowhere. */
  stranger: -6004,
} as const;

const FILES = ["1_tools", "2_catalogue", "3_places_and_people", "4_grants"];

/** A loaded database. */
export interface World {
  size: Size;
  port: number;
  database: string;
}

/** Find the world of this size, loaded by an earlier run into the same folder, or load it. */
export async function prepare(
  cluster: Cluster,
  size: Size,
  progress: Progress,
): Promise<World> {
  const database = `bench_${size}`;
  const world = { size, port: cluster.port, database };
  const isThere = await withSql(cluster.url(SUPERUSER), async (admin) => {
    const draft = `${database}_draft`;
    await admin`drop database if exists ${admin(draft)} with (force)`;
    return (await admin`select from pg_database where datname = ${database}`).length > 0;
  });
  if (isThere) return world;

  // Under another name until it is whole.
  const draft = await createDatabase(cluster, { name: `${database}_draft` });
  await withSql(draft.url(SUPERUSER), (sql) => load(sql, size, progress));
  await withSql(draft.url(), (sql) => loadLines(sql, progress));
  await withSql(cluster.url(SUPERUSER), async (admin) => {
    await admin`alter database ${admin(draft.name)} rename to ${admin(database)}`;
    await admin`checkpoint`;
  });
  return world;
}

/** Fill an empty, migrated database. The connection is the superuser's. */
async function load(sql: Sql, size: Size, progress: Progress): Promise<void> {
  const people = SIZES[size] / 10;
  const tables = ["auth.users", "stagedoor.user_accounts", "stagedoor.user_accesses"];
  // The load needs more memory than the machine of a small project has; the runs do not.
  await sql`set maintenance_work_mem = '1GB'`;
  for (const stem of FILES) {
    await step(progress, `${size}: ${stem.slice(2).replaceAll("_", " ")}`, () =>
      runSqlFile(sql, inRoot(`bench/world/${stem}.sql`)),
    );
  }
  const before = await definitions(sql, tables);
  for (const table of tables) await sql`select bench.quieten(${table}::regclass)`;

  await inChunks(
    progress,
    `${size}: people`,
    people,
    100_000,
    (from, to) => sql`select bench.add_people(${from}, ${to})`,
  );
  await inChunks(
    progress,
    `${size}: grants`,
    people,
    10_000,
    (from, to) => sql`select bench.add_grants(${from}, ${to})`,
  );
  await step(progress, `${size}: heavy users`, () => addNamedPeople(sql));
  for (const table of tables) {
    await step(progress, `${size}: indexes and constraints of ${table}`, () =>
      sql.unsafe(`call bench.restore('${table}')`),
    );
  }
  const after = await definitions(sql, tables);
  if (JSON.stringify(before) !== JSON.stringify(after)) {
    throw new Failure(
      "The loaded tables are not what the migrations made: a bug in bench/.",
    );
  }
  await step(progress, `${size}: vacuum and analyze`, () => sql`vacuum analyze`);
  await sql`grant all on schema bench to postgres`;
  await step(
    progress,
    `${size}: the tables that changes are compared with`,
    () => sql`select bench.make_plain_accesses()`,
  );
  await sql`set role postgres`;
  await sql`select bench.make_changes()`;
  await sql`reset role`;
}

async function addNamedPeople(sql: Sql): Promise<void> {
  for (const projects of PROJECT_COUNTS) {
    await sql`select bench.add_member_of(${PERSON.memberOf(projects)}, ${projects})`;
  }
  await sql`
    select
      bench.add_holder(${PERSON.throughOrganization}, 'organization',
        bench.id('organization', 1), r.id),
      bench.add_holder(${PERSON.overTwentyThousand}, 'organization',
        bench.id('organization', 0), r.id),
      bench.add_holder(${PERSON.oneHolder}, 'project',
        bench.id('project', 1), bench.id('role', -2))
    from stagedoor.permission_roles as r
    where r.role_key = 'line_producer' and r.scope_id is null`;
  await sql`select bench.add_giver(${PERSON.giver})`;
}

/** The protected table; as `postgres`, who owns it. */
async function loadLines(sql: Sql, progress: Progress): Promise<void> {
  await sql`set maintenance_work_mem = '1GB'`;
  await runSqlFile(sql, inRoot("bench/world/5_lines.sql"));
  await inChunks(
    progress,
    "budget lines",
    LINES,
    100_000,
    (from, to) => sql`select bench.add_lines(${from}, ${to})`,
  );
  await step(
    progress,
    "indexes and policies of the lines",
    () => sql`select bench.finish_lines()`,
  );
  await step(
    progress,
    "vacuum and analyze of the lines",
    () => sql`vacuum analyze bench.lines`,
  );
}

async function definitions(sql: Sql, tables: string[]): Promise<string[][]> {
  const found: string[][] = [];
  for (const table of tables) {
    const [row] = await sql<[{ definition: string[] }]>`
      select bench.definition_of(${table}::regclass) as definition`;
    found.push(row.definition);
  }
  return found;
}

async function inChunks(
  progress: Progress,
  label: string,
  count: number,
  size: number,
  work: (from: number, to: number) => PromiseLike<unknown>,
): Promise<void> {
  for (let from = 1; from <= count; from += size) {
    const to = Math.min(from + size - 1, count);
    await work(from, to);
    progress(`${label} ${Math.round((to / count) * 100)} %`, to === count);
  }
}
