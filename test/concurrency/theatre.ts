/** A database with a cast that acts at the same time, each on a connection of its own. */
import type postgres from "postgres";
import type { Database } from "../../scripts/dev/database.ts";
import { connect, type Sql } from "../../scripts/dev/sql.ts";
import { testDatabase } from "../stack/database.ts";

/** What a request came to: its value, or the SQLSTATE of its refusal. */
export type Outcome<T> = { value: T } | { code: string };

/** People and the owner of one database. */
export interface Theatre {
  /** The owner, who makes the world and looks at what came of it. */
  owner: Sql;
  /** Where a login connects. */
  url(role: string): string;
  /** One request of somebody: a transaction with their claims. */
  as<T>(
    name: string,
    work: (sql: postgres.TransactionSql) => Promise<T>,
  ): Promise<Outcome<T>>;
  close(): Promise<void>;
}

/** A database with migrations and test kit, and `people` connections for requests. */
export async function openTheatre(people = 12): Promise<Theatre> {
  const database: Database = await testDatabase({ from: "kit" });
  const owner = connect(database.url());
  const requests = connect(database.url("authenticator"), people);
  const ids = new Map<string, string>();

  const idOf = async (name: string) => {
    const [row] = await owner<{ id: string }[]>`select tests.user_id(${name}) as id`;
    if (!row) throw new Error(`nobody is called ${name}`);
    ids.set(name, row.id);
    return row.id;
  };

  return {
    owner,
    url: (role) => database.url(role),
    async as(name, work) {
      const sub = ids.get(name) ?? (await idOf(name));
      const claims = JSON.stringify({ sub, role: "authenticated", aal: "aal2" });
      try {
        const value = await requests.begin(async (sql) => {
          await sql`select set_config('request.jwt.claims', ${claims}, true)`;
          await sql`set local role authenticated`;
          return work(sql);
        });
        return { value: value as never };
      } catch (error) {
        const code = (error as { code?: unknown }).code;
        if (typeof code === "string") return { code };
        throw error;
      }
    },
    async close() {
      await Promise.all([owner.end(), requests.end()]);
      await database.drop();
    },
  };
}

/** The SQLSTATEs of those who were refused. */
export const refusals = <T>(outcomes: Outcome<T>[]): string[] =>
  outcomes.flatMap((outcome) => ("code" in outcome ? [outcome.code] : []));

/** The values of those who were not. */
export const values = <T>(outcomes: Outcome<T>[]): T[] =>
  outcomes.flatMap((outcome) => ("value" in outcome ? [outcome.value] : []));

/** Every number below `count`. */
export const times = (count: number): number[] => [...Array(count).keys()];
