// The test kit into a database: all of it in one transaction.
import postgres from "postgres";
import { Failure } from "../lib/failure.ts";
import type { Sql } from "../lib/sql.ts";
import { type KitOptions, kitSql, kitVerbs } from "./kit.ts";
import { makePgTap, type PgTap } from "./pgtap.ts";

/** What an installation did. */
export interface Installed {
  /** The verbs that are there now. */
  verbs: number;
  pgtap: PgTap;
}

/**
 * Install the kit, and pgTAP where it can be made. Done again, it replaces the verbs.
 *
 * @throws Failure where the kit stays out: Stagedoor is not there, somebody has signed in, or
 * another kit stands in its schema.
 */
export async function installKit(sql: Sql, options: KitOptions = {}): Promise<Installed> {
  return sql.begin(async (transaction) => {
    const pgtap = await makePgTap(transaction);
    await transaction.unsafe(kitSql(options)).catch((error: unknown) => {
      throw told(error);
    });
    return { verbs: kitVerbs().length, pgtap };
  });
}

/** The kit's own refusals are sentences; the hint says what to do. */
function told(error: unknown): unknown {
  if (!(error instanceof postgres.PostgresError) || error.code !== "P0001") return error;
  return new Failure(error.hint ? `${error.message}. ${error.hint}` : `${error.message}.`);
}
