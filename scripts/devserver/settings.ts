// The settings of one request's transaction.
import { type Kysely, sql } from "kysely";
import type { Sql } from "../dev/sql.ts";

/** Settings of the roles that a request may become, and the pre-request function. */
export interface RoleSettings {
  byRole: Map<string, [name: string, value: string][]>;
  preRequest: string | null;
}

/** Read them once; PostgREST does the same. */
export async function roleSettings(admin: Sql): Promise<RoleSettings> {
  const rows = await admin<{ role: string; name: string; value: string }[]>`
    select r.rolname as role, split_part(c, '=', 1) as name,
      substr(c, strpos(c, '=') + 1) as value
    from pg_roles as r cross join unnest(r.rolconfig) as c
    where pg_has_role('authenticator', r.oid, 'member')
  `;
  const byRole = new Map<string, [string, string][]>();
  for (const { role, name, value } of rows) {
    byRole.set(role, [...(byRole.get(role) ?? []), [name, value]]);
  }
  const own = new Map(byRole.get("authenticator"));
  return { byRole, preRequest: own.get("pgrst.db_pre_request") ?? null };
}

/** What PostgREST sets at the start of every transaction, and lite for some of them. */
export async function applySettings(
  db: Kysely<unknown>,
  { byRole, preRequest }: RoleSettings,
  role: string,
  claims: unknown,
  request: Request | undefined,
): Promise<void> {
  if (!request) return;
  const settings: [string, string][] = [
    ...(byRole.get(role) ?? []),
    // The one setting per claim is PostgREST's of old; lite still makes some of them.
    ["request.jwt.claim.sub", ""],
    ["request.jwt.claim.role", ""],
    ["request.jwt.claims", JSON.stringify(claims ?? { role })],
    ["request.method", request.method],
    ["request.path", new URL(request.url).pathname.replace(/^\/rest\/v1/, "")],
    ["request.headers", JSON.stringify(Object.fromEntries(request.headers))],
    ["request.cookies", JSON.stringify(cookies(request))],
  ];
  const calls = settings.map(([name, value]) => sql`set_config(${name}, ${value}, true)`);
  await sql`select ${sql.join(calls)}`.execute(db);
  if (preRequest) await sql`select ${sql.raw(preRequest)}()`.execute(db);
}

function cookies(request: Request): Record<string, string> {
  const pairs = (request.headers.get("cookie") ?? "").split("; ").filter(Boolean);
  return Object.fromEntries(pairs.map((pair) => pair.split(/=(.*)/s).slice(0, 2)));
}
