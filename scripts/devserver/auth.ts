// /auth/v1: sign-up, sign-in, sign-out by @supabase/lite, with tokens as GoTrue makes them.
import { App } from "@supabase/lite";
import { createPostgresConnection } from "@supabase/lite/postgres";
import { decodeJwt } from "jose";
import { connect, type Sql } from "../dev/sql.ts";
import { factors } from "./factors.ts";
import type { Service } from "./rest.ts";
import { JWKS, LITE_SECRET, PUBLISHABLE_KEY, SECRET_KEY, signToken } from "./tokens.ts";

/** Serve the auth schema; new users are confirmed at once, as on a local Supabase. */
export async function authService(url: string, siteUrl: string): Promise<Service> {
  const connection = createPostgresConnection({
    url,
    postgresOptions: { onnotice: () => {} },
  });
  Object.assign(connection, { rlsState: "active" });
  const app = await new App({
    connection,
    auth: {
      enabled: true,
      site_url: siteUrl,
      jwt_secret: LITE_SECRET,
      publishable_key: PUBLISHABLE_KEY,
      secret_key: SECRET_KEY,
    },
  }).init();

  const sql = connect(url);
  const answer = async (request: Request) =>
    asGoTrue(sql, await app.fetch(request), siteUrl);
  const secondFactor = factors(sql, (token) => answer(refreshOf(siteUrl, token)));

  return {
    fetch: async (request) =>
      discovery(request, siteUrl) ?? (await secondFactor(request)) ?? answer(request),
    close: async () => {
      await sql.end();
      await connection.close();
    },
  };
}

const refreshOf = (siteUrl: string, refresh_token: string) =>
  new Request(`${siteUrl}/auth/v1/token?grant_type=refresh_token`, {
    method: "POST",
    headers: { apikey: PUBLISHABLE_KEY, "content-type": "application/json" },
    body: JSON.stringify({ refresh_token }),
  });

/** Where the public keys are, and what they are: lite has none. */
function discovery(request: Request, siteUrl: string): Response | null {
  const { pathname } = new URL(request.url);
  const answers: Record<string, unknown> = {
    "/auth/v1/.well-known/jwks.json": JWKS,
    "/auth/v1/.well-known/openid-configuration": {
      issuer: `${siteUrl}/auth/v1`,
      jwks_uri: `${siteUrl}/auth/v1/.well-known/jwks.json`,
    },
  };
  const answer = answers[pathname];
  const headers = { "cache-control": "public, max-age=600" };
  return answer && request.method === "GET" ? Response.json(answer, { headers }) : null;
}

interface User {
  id: string;
  aud: string;
  phone?: string;
  app_metadata: Record<string, unknown>;
  user_metadata: Record<string, unknown>;
  factors?: unknown;
}

interface Session {
  access_token: string;
  user: User;
}

const isObject = (body: unknown): body is object =>
  typeof body === "object" && body !== null;
const isSession = (body: unknown): body is Session =>
  isObject(body) && "access_token" in body && "user" in body;
const isUser = (body: unknown): body is User =>
  isObject(body) && "id" in body && "aud" in body;

/** Lite leaves out the factors, and the claims that step-up and metadata depend on. */
async function asGoTrue(sql: Sql, response: Response, siteUrl: string): Promise<Response> {
  if (!response.headers.get("content-type")?.includes("json")) return response;

  const text = await response.text();
  const headers = new Headers(response.headers);
  headers.delete("content-length");
  const body: unknown = text === "" ? null : JSON.parse(text);
  const user = isSession(body) ? body.user : body;
  if (!isUser(user)) return new Response(text, { status: response.status, headers });

  user.factors = await sql`
    select id, friendly_name, factor_type, status, created_at, updated_at
    from auth.mfa_factors where user_id = ${user.id} order by created_at`;
  if (isSession(body)) body.access_token = await fullToken(sql, body, siteUrl);
  return Response.json(body, { status: response.status, headers });
}

/** The token that lite made, signed again with all that GoTrue says of the session. */
async function fullToken(
  sql: Sql,
  { access_token, user }: Session,
  siteUrl: string,
): Promise<string> {
  const { iat = 0, exp = 0, ...claims } = decodeJwt(access_token);
  const [session] = await sql<{ aal: "aal1" | "aal2" | null; amr: unknown[] | null }[]>`
    select s.aal::text, (
      select json_agg(json_build_object(
        'method', c.authentication_method,
        'timestamp', extract(epoch from c.updated_at)::integer) order by c.updated_at desc)
      from auth.mfa_amr_claims as c where c.session_id = s.id) as amr
    from auth.sessions as s where s.id = ${String(claims.session_id)}`;
  return signToken(
    {
      ...claims,
      iss: `${siteUrl}/auth/v1`,
      aal: session?.aal ?? "aal1",
      amr: session?.amr ?? [{ method: "password", timestamp: iat }],
      phone: user.phone ?? "",
      app_metadata: user.app_metadata,
      user_metadata: user.user_metadata,
      is_anonymous: false,
    },
    exp - iat,
  );
}
