// Which migrations a database has seen, in the books of whoever ran them, and how the rest is
// applied: all of it in one transaction, or nothing.
import postgres from "postgres";
import { inTransaction, type Sql } from "../lib/sql.ts";
import { lineAt } from "../testing/line-at.ts";
import { Failure } from "../lib/failure.ts";
import type { Source } from "./sources.ts";

/** A migration that was applied. */
export interface Applied {
  name: string;
  /** Of its text; null where the books hold none. */
  sha256: string | null;
}

/** node-pg-migrate's own number for "somebody is migrating". */
const LOCK = "7241865325823964";

/**
 * The books of node-pg-migrate in the schema `pgmigrations`, as the README keeps them. It and
 * this command may take turns; this one notes the hash of each file as well.
 */
export async function appliedIn(sql: Sql): Promise<Applied[]> {
  if (!(await isThere(sql, "pgmigrations", "pgmigrations"))) return [];
  const rows = await sql<Applied[]>`
    select t.row ->> 'name' as name, t.row ->> 'sha256' as sha256
    from (select to_jsonb(m) as row from pgmigrations.pgmigrations as m) as t`;
  return [...rows];
}

/** Versions of the Supabase CLI's books. */
export async function pushedTo(sql: Sql): Promise<{ version: string; name: string }[]> {
  if (!(await isThere(sql, "supabase_migrations", "schema_migrations"))) return [];
  const rows = await sql<{ version: string; name: string }[]>`
    select t.row ->> 'version' as version, coalesce(t.row ->> 'name', '') as name
    from (select to_jsonb(m) as row from supabase_migrations.schema_migrations as m) as t
    where t.row ->> 'version' ~ '^[0-9]+$'`;
  return [...rows];
}

/** Asked of the catalogue, which refuses nobody. */
async function isThere(sql: Sql, schema: string, table: string): Promise<boolean> {
  const rows = await sql`
    select from pg_class as c
    where c.relnamespace = to_regnamespace(${schema}) and c.relname = ${table}`;
  return rows.length > 0;
}

/** Texts that come before the migrations and are in nobody's books. */
export interface Before {
  name: string;
  text: string;
}

/**
 * Apply migrations in one transaction and note them.
 *
 * @param before what they stand on and nobody's books hold.
 * @param isTrial take everything back at the end.
 */
export async function applyAll(
  sql: Sql,
  sources: readonly Source[],
  { before = [], isTrial = false }: { before?: Before[]; isTrial?: boolean } = {},
): Promise<void> {
  await inTransaction(sql, { isTrial }, async (tx) => {
    const [lock] = await tx<{ taken: boolean }[]>`
      select pg_try_advisory_xact_lock(${LOCK}::bigint) as taken`;
    if (!lock?.taken) {
      throw new Failure(
        "Somebody else is migrating this database: run the command again afterwards.",
      );
    }
    await tx`select set_config('lock_timeout', '10s', true)`;
    await openBooks(tx);
    for (const { name, text } of before) await applyOne(tx, name, text);
    for (const { name, text, sha256 } of sources) {
      await applyOne(tx, name, text);
      await tx`
        insert into pgmigrations.pgmigrations (name, run_on, sha256)
        values (${name}, now(), ${sha256})`;
    }
  });
}

/** As node-pg-migrate makes them, and the hash. */
async function openBooks(tx: postgres.TransactionSql): Promise<void> {
  await tx.unsafe(`
    create schema if not exists pgmigrations;
    create table if not exists pgmigrations.pgmigrations (
      id serial primary key, name varchar(255) not null, run_on timestamp not null);
    alter table pgmigrations.pgmigrations add column if not exists sha256 text;`);
}

async function applyOne(
  tx: postgres.TransactionSql,
  name: string,
  text: string,
): Promise<void> {
  try {
    await tx.unsafe(text);
    // What waits for a commit would keep the next file from altering its table.
    await tx.unsafe("set constraints all immediate; set constraints all deferred;");
  } catch (error) {
    if (!(error instanceof postgres.PostgresError)) throw error;
    const at = error.position ? `, line ${lineAt(text, Number(error.position))}` : "";
    throw new Failure(
      `${name}${at}: ${error.message} (${error.code}). Nothing was changed.`,
    );
  }
}
