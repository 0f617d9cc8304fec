// Sessions that run at the same time: who waits for whom, and what each is answered.
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { connect, type Sql } from "../../scripts/dev/sql.ts";

/** One connection that speaks as somebody, transaction by transaction. */
export interface Session {
  /** Begin a transaction as this person; a null name is the owner of the database. */
  begin(name: string | null, isolation?: string): Promise<void>;
  /** The first column of the first row, or the SQLSTATE of the refusal. */
  ask(query: string): Promise<unknown>;
  /** `commit`, or the SQLSTATE that it was refused with. */
  commit(): Promise<string>;
  rollback(): Promise<void>;
  /** Its process in the server. */
  pid: number;
}

/** The owner's connection and as many sessions as are wanted. */
export interface Room {
  owner: Sql;
  sessions: Session[];
  /** Wait until a session stands behind somebody's lock. */
  untilBlocked(session: Session): Promise<void>;
  end(): Promise<void>;
}

/** Open a room on a database that has the test kit. */
export async function room(url: string, count: number): Promise<Room> {
  const owner = connect(url, 2);
  const pools = Array.from({ length: count }, () => connect(url));
  const sessions = await Promise.all(pools.map(session));
  return {
    owner,
    sessions,
    async untilBlocked({ pid }) {
      for (let tries = 0; tries < 200; tries += 1) {
        const [row] = await owner<{ blockers: number }[]>`
          select cardinality(pg_blocking_pids(${pid})) as blockers`;
        if (row && row.blockers > 0) return;
        await sleep(20);
      }
      throw new Error("Nobody waits");
    },
    async end() {
      await Promise.all([owner, ...pools].map((sql) => sql.end({ timeout: 2 })));
    },
  };
}

async function session(sql: Sql): Promise<Session> {
  const [row] = await sql<{ pid: number }[]>`select pg_backend_pid() as pid`;
  const outcome = async (query: string): Promise<unknown> => {
    try {
      const rows = await sql.unsafe(query);
      return Object.values(rows[0] ?? {})[0];
    } catch (error) {
      if (error instanceof postgres.PostgresError) return error.code;
      throw error;
    }
  };
  return {
    pid: row?.pid ?? 0,
    async begin(name, isolation = "read committed") {
      await sql.unsafe(`begin isolation level ${isolation}`);
      await sql.unsafe("set local search_path = public, extensions");
      if (name) await sql`select tests.authenticate_as(${name}, 'aal2')`;
    },
    ask: outcome,
    async commit() {
      const refused = await outcome("commit");
      return typeof refused === "string" ? refused : "commit";
    },
    async rollback() {
      await sql.unsafe("rollback");
    },
  };
}
