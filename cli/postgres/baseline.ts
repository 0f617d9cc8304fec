// An empty database made into that of a hosted project before its first migration.
import * as fs from "node:fs";
import { shipped } from "../lib/shipped.ts";
import type { Sql } from "../lib/sql.ts";

/** What new objects in public are open to; see cli/postgres/baseline/2_database.sql. */
export type DefaultGrants = "legacy" | "revoked" | "none";

/** Every regime by name. */
export const DEFAULT_GRANTS: readonly DefaultGrants[] = ["legacy", "revoked", "none"];

/** What a copy of a database does not inherit: run it in every one. */
export const SETTINGS = shipped("cli/postgres/baseline/settings.sql");

/** The files that make the rest, in order. */
export const BASELINE: readonly string[] = [
  ...["plain/roles.sql", "plain/auth.sql"].map((file) => shipped(file)),
  ...["1_roles", "2_database", "3_auth", "4_services", "9_check"].map((stem) =>
    shipped(`cli/postgres/baseline/${stem}.sql`),
  ),
];

/**
 * Turn an empty database into a hosted project's before its first migration.
 * The connection is the superuser's.
 */
export async function applyBaseline(sql: Sql, defaultGrants: DefaultGrants): Promise<void> {
  await sql`select set_config('stagedoor.default_grants', ${defaultGrants}, false)`;
  for (const file of [...BASELINE, SETTINGS]) {
    await sql.unsafe(fs.readFileSync(file, "utf8"));
  }
}

/** `postgres` owns the databases, so it comes before the first of them. */
export async function makeOwner(admin: Sql): Promise<void> {
  const [found] = await admin`select from pg_roles where rolname = 'postgres'`;
  if (!found) await admin`create role postgres`;
}
