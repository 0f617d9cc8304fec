// /auth/v1/factors: a second factor by TOTP, which lite has not. What GoTrue keeps of it in the
// schema auth is kept there, so that the engine sees a session step up.
import { randomBytes, randomUUID } from "node:crypto";
import { decodeJwt, jwtVerify } from "jose";
import { Secret, TOTP } from "otpauth";
import type { Sql } from "../dev/sql.ts";
import { LITE_SECRET } from "./tokens.ts";

/** Who asks, by a token that lite would take too. */
interface Caller {
  userId: string;
  sessionId: string;
  amr: { method: string; timestamp: number }[];
}

interface Factor {
  id: string;
  status: string;
  secret: string;
}

/** Answers requests for factors; null for any other. */
export type Factors = (request: Request) => Promise<Response | null>;

/** What stands behind `supabase.auth.mfa`. `refresh` makes a session of a refresh token. */
export function factors(sql: Sql, refresh: (token: string) => Promise<Response>): Factors {
  return async (request) => {
    const path = /^\/auth\/v1\/factors(?:\/([0-9a-f-]{36})(?:\/(\w+))?)?$/.exec(
      new URL(request.url).pathname,
    );
    if (!path) return null;
    const caller = await callerOf(sql, request);
    if (!caller) return refusal(401, "no_authorization", "This needs a session");
    const body = (await request.json().catch(() => ({}))) as Record<string, string>;
    const [, id, act = ""] = path;
    if (!id) return enroll(sql, caller, body);

    const [factor] = await sql<Factor[]>`
      select id, status::text, secret from auth.mfa_factors
      where id = ${id} and user_id = ${caller.userId}`;
    if (!factor) return refusal(404, "mfa_factor_not_found", "Factor not found");
    switch (`${request.method} ${act}`) {
      case "POST challenge":
        return challenge(sql, factor);
      case "POST verify":
        return verify(sql, caller, factor, body, refresh);
      case "DELETE ":
        return unenroll(sql, caller, factor);
      default:
        return refusal(405, "bad_request", "A factor is challenged, verified or deleted");
    }
  };
}

const refusal = (status: number, error_code: string, msg: string) =>
  Response.json({ code: status, error_code, msg }, { status });

async function callerOf(sql: Sql, request: Request): Promise<Caller | null> {
  const [, token = ""] =
    /^Bearer (.+)$/.exec(request.headers.get("authorization") ?? "") ?? [];
  const secret = new TextEncoder().encode(LITE_SECRET);
  const isOurs = await jwtVerify(token, secret).then(
    () => true,
    () => false,
  );
  if (!isOurs) return null;
  const { sub, session_id, amr } = decodeJwt<{
    session_id?: string;
    amr?: Caller["amr"];
  }>(token);
  const [session] = await sql`
    select from auth.sessions where id = ${session_id ?? null} and user_id = ${sub ?? null}`;
  return session
    ? { userId: sub ?? "", sessionId: session_id ?? "", amr: amr ?? [] }
    : null;
}

const totpOf = (secret: string, issuer = "stagedoor", label = "") =>
  new TOTP({ issuer, label, secret: Secret.fromBase32(secret) });

/** No picture of the address: it would need a library of its own. */
async function enroll(
  sql: Sql,
  { userId }: Caller,
  body: Record<string, string>,
): Promise<Response> {
  if (body.factor_type !== "totp") {
    return refusal(422, "validation_failed", "factor_type is totp on this machine");
  }
  const id = randomUUID();
  const secret = new Secret({ size: 20 }).base32;
  const name = body.friendly_name ?? "";
  await sql`
    insert into auth.mfa_factors
      (id, user_id, friendly_name, factor_type, status, created_at, updated_at, secret)
    values (${id}, ${userId}, ${name}, 'totp', 'unverified', now(), now(), ${secret})`;
  const uri = totpOf(secret, body.issuer, name || userId).toString();
  const totp = { qr_code: "", secret, uri };
  return Response.json({ id, type: "totp", friendly_name: name, totp });
}

async function challenge(sql: Sql, factor: Factor): Promise<Response> {
  const id = randomUUID();
  await sql`
    insert into auth.mfa_challenges (id, factor_id, created_at, ip_address)
    values (${id}, ${factor.id}, now(), '127.0.0.1')`;
  const expires_at = Math.floor(Date.now() / 1000) + 300;
  return Response.json({ id, type: "totp", expires_at });
}

async function verify(
  sql: Sql,
  { userId, sessionId, amr }: Caller,
  factor: Factor,
  { challenge_id = null, code = "" }: Record<string, string | null>,
  refresh: (token: string) => Promise<Response>,
): Promise<Response> {
  const [open] = await sql`
    update auth.mfa_challenges set verified_at = now()
    where id = ${challenge_id} and factor_id = ${factor.id} and verified_at is null
      and created_at > now() - interval '5 minutes'
    returning id`;
  if (!open) return refusal(422, "mfa_challenge_expired", "Challenge the factor anew");
  if (totpOf(factor.secret).validate({ token: code ?? "", window: 1 }) === null) {
    return refusal(422, "mfa_verification_failed", "Invalid TOTP code entered");
  }

  const token = randomBytes(9).toString("base64url");
  const methods = [...new Set([...amr.map(({ method }) => method), "totp"])];
  await sql.begin(async (tx) => {
    await tx`update auth.mfa_factors set status = 'verified' where id = ${factor.id}`;
    await tx`
      update auth.sessions set aal = 'aal2', factor_id = ${factor.id} where id = ${sessionId}`;
    await tx`
      insert into auth.mfa_amr_claims
        (id, session_id, created_at, updated_at, authentication_method)
      select gen_random_uuid(), ${sessionId}, now(), now(), method
      from unnest(${methods}::text[]) as method
      on conflict (session_id, authentication_method) do update set updated_at = now()`;
    // Whoever else is signed in has not shown the factor.
    await tx`
      delete from auth.sessions
      where user_id = ${userId} and aal is distinct from 'aal2'`;
    await tx`update auth.refresh_tokens set revoked = true where session_id = ${sessionId}`;
    await tx`
      insert into auth.refresh_tokens
        (id, token, user_id, session_id, revoked, created_at, updated_at)
      values (${randomUUID()}, ${token}, ${userId}, ${sessionId}, false, now(), now())`;
  });
  return refresh(token);
}

async function unenroll(
  sql: Sql,
  { sessionId }: Caller,
  { id, status }: Factor,
): Promise<Response> {
  const [session] = await sql<{ aal: string | null }[]>`
    select aal::text from auth.sessions where id = ${sessionId}`;
  if (status === "verified" && session?.aal !== "aal2") {
    return refusal(422, "insufficient_aal", "AAL2 required to unenroll verified factor");
  }
  await sql`update auth.sessions set aal = 'aal1', factor_id = null where factor_id = ${id}`;
  await sql`delete from auth.mfa_factors where id = ${id}`;
  return Response.json({ id });
}
