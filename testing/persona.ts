// Who speaks: a user of the test with a token, or a role without one.
import type postgres from "postgres";

/** A speaker. What it does not name is as after an ordinary sign-in. */
export interface Persona {
  /** A user of the test by name. Without one nobody is signed in. */
  name?: string;
  /** The database role of the request: authenticated with a name, otherwise anon. */
  role?: string;
  /** aal2 after a second factor. */
  aal?: string;
  /** The session of the token. It is made where it does not exist. */
  session?: string;
  /** Further claims of the token, or others: client_id, app_metadata, amr. */
  claims?: Record<string, unknown>;
  /** Headers of the request, as x-project-id. */
  headers?: Record<string, string>;
  /** The moment at which the request is made. */
  at?: Date;
}

/** A user by name, or a persona. */
export type Who = string | Persona;

type Tx = postgres.TransactionSql;

/** Speak as a persona in the transaction, until `resume` says otherwise. */
export async function speakAs(sql: Tx, who: Who): Promise<void> {
  const persona = typeof who === "string" ? { name: who } : who;
  const { name, aal = "aal1", session, claims = {}, headers = {}, at } = persona;
  const role = persona.role ?? (name === undefined ? "anon" : "authenticated");
  if (at) await sql`select tests.freeze_time(${at})`;
  for (const [header, value] of Object.entries(headers)) {
    await sql`select tests.set_header(${header}, ${value})`;
  }
  if (name !== undefined && session !== undefined) {
    await sql`select tests.start_session(${name}, ${session}, ${aal})`;
  }
  const [row] =
    name === undefined
      ? []
      : await sql`select tests.claims_of(${name}, ${aal}, ${session ?? null}) as claims`;
  const token = { ...(row?.claims as object | undefined), role, ...claims };
  await sql`select tests.speak(${role}, ${sql.json(token)})`;
}

/** The speaker at one moment. */
export interface Speaker {
  role: string;
  claims: string;
  headers: string;
  clock: string;
}

/** Who speaks now, and what the time is made of. */
export async function speaker(sql: Tx): Promise<Speaker> {
  const [row] = await sql<Speaker[]>`
    select
      current_setting('role') as role,
      coalesce(current_setting('request.jwt.claims', true), '') as claims,
      coalesce(current_setting('request.headers', true), '') as headers,
      pg_get_functiondef('stagedoor.instant'::regproc) as clock`;
  if (!row) throw new Error("A select without a row");
  return row;
}

/** Let an earlier speaker go on. */
export async function resume(sql: Tx, before: Speaker): Promise<void> {
  await sql`select tests.clear_authentication()`;
  const now = await speaker(sql);
  if (now.clock !== before.clock) await sql.unsafe(before.clock);
  await sql`
    select
      set_config('request.headers', ${before.headers}, true),
      set_config('request.jwt.claims', ${before.claims}, true),
      set_config('role', ${before.role}, true)`;
}
