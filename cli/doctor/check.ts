// What the doctor looks at: one question, what it is called, and how it is put right.
import type { Sql } from "../lib/sql.ts";

/** A question to the database: every row that it answers is a problem. */
export interface Check {
  /** What it is about, in the list of all. */
  name: string;
  /** What each row of the answer is. */
  problem: string;
  /** A query with one column, `found`. */
  sql: string;
  /** Puts it right where that can be done; the question is asked again afterwards. */
  repair?: (sql: Sql) => Promise<unknown>;
  /** What a person does about it, where the doctor cannot. */
  remedy?: string;
}

/** What a request can become. */
export const REQUESTS =
  "unnest(array['anon', 'authenticated', 'service_role']) as r (name)";
