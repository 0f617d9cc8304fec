// One test in one transaction, of which nothing stays.
import postgres from "postgres";
import { kitSql } from "../cli/kit/kit.ts";
import { inTransaction } from "../cli/lib/sql.ts";
import { type World, worldOf } from "./world.ts";

/** A connection string, or a client of postgres.js that stays open. */
export type Db = string | postgres.Sql;

/** How a test begins. */
export interface RolledBackOptions {
  /**
   * Although somebody has signed in to the database. Nothing is kept either way, but a frozen
   * clock and made users hold locks for as long as the test runs.
   */
  evenWithUsers?: boolean;
}

/**
 * Run a test in a transaction and roll it back, whatever comes of it. Returns what the test
 * returns.
 *
 * Connect as the owner of the migrations, to a throw-away database. Where the kit is not
 * installed it is made inside the transaction. Tests on one database take turns.
 */
export async function rolledBack<T>(
  db: Db,
  test: (world: World) => Promise<T>,
  options: RolledBackOptions = {},
): Promise<T> {
  const own = typeof db === "string" ? postgres(db, { max: 1, onnotice: () => {} }) : null;
  const sql = own ?? (db as postgres.Sql);
  try {
    return await inTransaction(sql, { isTrial: true }, async (transaction) => {
      // Two tests that make a user of the same name, and freeze the clock, would meet in a deadlock.
      await transaction`select pg_advisory_xact_lock(hashtext('stagedoor test kit'))`;
      await needKit(transaction, options);
      return test(worldOf(transaction));
    });
  } finally {
    await own?.end();
  }
}

async function needKit(
  sql: postgres.TransactionSql,
  { evenWithUsers = false }: RolledBackOptions,
): Promise<void> {
  const [row] = await sql`
    select to_regprocedure(
      'tests.rows_verdict(text, regclass, bigint, text, text, jsonb)') is not null as there`;
  if (row?.there !== true) await sql.unsafe(kitSql({ evenWithUsers }));
}
