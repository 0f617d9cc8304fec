// What can be asserted of somebody. The verdict is SQL, the same as that of the pgTAP verbs.
import { AssertionError } from "node:assert";
import type postgres from "postgres";

/** What `accessIs` asks beside who, where and what. */
export interface AccessQuestion {
  /** Whose the thing is, for keys held as `own`: a user by name. */
  owner?: string;
}

/** What `seesRows` counts beside the table. */
export interface RowsQuestion {
  /** Which of the rows, as SQL. */
  where?: string;
}

interface Verdict {
  holds: boolean;
  title: string;
  why: string;
}

type Tx = postgres.TransactionSql;

/** The verdicts that the kit in the database gives. */
export interface Verbs {
  access(scope: string, key: string, expected: string, owner?: string): Promise<void>;
  rows(table: string, expected: number, where?: string): Promise<void>;
}

/** Ask about whoever speaks in the transaction; `name` is how a failure calls them. */
export function verdicts(sql: Tx, name: string): Verbs {
  return {
    async access(scope, key, expected, owner) {
      const [row] = await sql<{ verdict: Verdict }[]>`
        select tests.access_verdict(
          null, ${scope}, ${key}, ${expected}, p_owner => ${owner ?? null}) as verdict`;
      assertHolds(row?.verdict, name);
    },
    async rows(table, expected, where = "true") {
      const [row] = await sql<{ verdict: Verdict }[]>`
        select tests.rows_verdict(
          null, ${table}::text::regclass, ${expected}, ${where}) as verdict`;
      assertHolds(row?.verdict, name);
    },
  };
}

function assertHolds(verdict: Verdict | undefined, name: string): void {
  if (verdict?.holds === true) return;
  const title = verdict?.title.replace("the speaker", name) ?? "nothing was answered";
  throw new AssertionError({ message: `not so: ${title}\n${verdict?.why ?? ""}` });
}
