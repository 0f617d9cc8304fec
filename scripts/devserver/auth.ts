// /auth/v1: sign-up, sign-in, sign-out by @supabase/lite, with tokens as GoTrue makes them.
import { App } from "@supabase/lite";
import { createPostgresConnection } from "@supabase/lite/postgres";
import { decodeJwt } from "jose";
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

  return {
    fetch: async (request) =>
      discovery(request, siteUrl) ?? withFullToken(await app.fetch(request), siteUrl),
    close: () => connection.close(),
  };
}

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

interface Session {
  access_token: string;
  user: {
    phone?: string;
    app_metadata: Record<string, unknown>;
    user_metadata: Record<string, unknown>;
  };
}

function isSession(body: unknown): body is Session {
  return typeof body === "object" && body !== null && "access_token" in body;
}

/** Lite leaves out the claims that step-up and metadata depend on: sign again with them. */
async function withFullToken(response: Response, siteUrl: string): Promise<Response> {
  if (!response.headers.get("content-type")?.includes("json")) return response;

  const text = await response.text();
  const headers = new Headers(response.headers);
  headers.delete("content-length");
  const answer = (body: string) => new Response(body, { status: response.status, headers });

  const body: unknown = text === "" ? null : JSON.parse(text);
  if (!isSession(body)) return answer(text);

  const { iat = 0, exp = 0, ...claims } = decodeJwt(body.access_token);
  body.access_token = await signToken(
    {
      ...claims,
      iss: `${siteUrl}/auth/v1`,
      aal: "aal1",
      amr: [{ method: "password", timestamp: iat }],
      phone: body.user.phone ?? "",
      app_metadata: body.user.app_metadata,
      user_metadata: body.user.user_metadata,
      is_anonymous: false,
    },
    exp - iat,
  );
  return answer(JSON.stringify(body));
}
