// A studio for tests that need several connections: what one transaction cannot show.
import { randomUUID } from "node:crypto";
import type { Database } from "../../scripts/dev/database.ts";
import { connect, type Sql } from "../../scripts/dev/sql.ts";

/** The answer of `verify_master_code`. */
export interface Outcome {
  ok: boolean;
  reason?: string;
  elevated_until?: string;
}

/** Somebody with a session. */
export interface Person {
  id: string;
  session: string;
}

/** A studio whose master code is CODE, and the ways in. */
export interface Studio {
  id: string;
  /** The owner of the database. */
  owner: Sql;
  /** Requests: many connections of `authenticator`. */
  requests: Sql;
  hire(name: string, role: string): Promise<Person>;
  /** One attempt, as the edge function makes it. */
  tryCode(person: Person, code: string, studio?: string): Promise<Outcome>;
  /** A transaction of somebody's request. */
  as<T>(person: Person, work: (sql: Sql) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export const CODE = "open sesame";

/** Go on as somebody's request, until the transaction ends. */
async function speak(sql: Sql, person: Person): Promise<void> {
  const claims = { sub: person.id, role: "authenticated", session_id: person.session };
  await sql`
    select set_config('request.jwt.claims', ${JSON.stringify(claims)}, true),
      set_config('role', 'authenticated', true)`;
}

/** Open a studio in a database with the test kit. */
export async function openStudio(database: Database, connections: number): Promise<Studio> {
  const owner = connect(database.url(), 4);
  const requests = connect(database.url("authenticator"), connections);
  const [made] = await owner<{ id: string }[]>`select tests.create_project('Ink') as id`;
  const id = made?.id ?? "";

  const as = <T>(person: Person, work: (sql: Sql) => Promise<T>) =>
    requests.begin(async (sql) => {
      await speak(sql as unknown as Sql, person);
      return work(sql as unknown as Sql);
    }) as Promise<T>;

  const hire = async (name: string, role: string): Promise<Person> => {
    const session = randomUUID();
    const [row] = await owner<{ id: string }[]>`select tests.create_user(${name}) as id`;
    await owner`select tests.grant_role(${name}, 'Ink', ${role})`;
    await owner`select tests.start_session(${name}, ${session})`;
    return { id: row?.id ?? "", session };
  };

  const studio: Studio = {
    id,
    owner,
    requests,
    hire,
    as,
    tryCode: async (person, code, project = id) => {
      const [row] = await requests.begin(async (sql) => {
        await sql`select set_config('role', 'service_role', true)`;
        return sql<{ outcome: Outcome }[]>`
          select public.verify_master_code(
            ${person.id}, ${person.session}, ${project}, ${code}, '203.0.113.7') as outcome`;
      });
      return row?.outcome ?? { ok: false, reason: "silence" };
    },
    close: async () => {
      await Promise.all([owner.end(), requests.end()]);
    },
  };
  const admin = await hire("ann", "admin");
  await studio.as(admin, (sql) => sql`select public.set_master_code(${id}, ${CODE})`);
  return studio;
}

/** How often each answer came. */
export function tally(outcomes: Outcome[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { ok, reason } of outcomes) {
    const what = ok ? "ok" : (reason ?? "silence");
    counts[what] = (counts[what] ?? 0) + 1;
  }
  return counts;
}
