// Stepping up to a second factor, through the client as it comes: passkeys are on in it, and a
// session that began with one is aal1 on the platform, as one that began with a password is.
import { randomUUID } from "node:crypto";
import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import { decodeJwt, decodeProtectedHeader } from "jose";
import { TOTP } from "otpauth";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../../client/database.ts";
import { createResolver } from "../../client/resolver.ts";
import { withSql } from "../../scripts/dev/sql.ts";
import { PUBLISHABLE_KEY, signToken } from "../../scripts/devserver/tokens.ts";
import { type Stack, startStack } from "../stack/stack.ts";
import { ok } from "./stack.ts";

type Client = SupabaseClient<Database>;

let stack: Stack;
// Olivia founds the company, and may give what she does not hold once she has stepped up.
let olivia: Client;
let company: string;
let factor: { id: string; code: () => string };

const open = (): Client =>
  createClient(stack.url, PUBLISHABLE_KEY, {
    auth: { persistSession: false, autoRefreshToken: false },
  });

beforeAll(async () => {
  stack = await startStack();
  olivia = open();
  const { error } = await olivia.auth.signUp({
    email: "olivia@example.com",
    password: "correct horse",
  });
  if (error) throw error;
  company = await ok(olivia.rpc("create_organization", { p_name: "Northlight Pictures" }));
});
afterAll(() => stack?.stop());

const decision = (client: Client) =>
  ok(
    client.rpc("authorize", {
      p_permission_key: "access:escalate",
      p_scope_id: company,
    }),
  );

const claims = async (client: Client) => {
  const token = (await client.auth.getSession()).data.session?.access_token ?? "";
  const { aal, amr, session_id } = decodeJwt<{
    aal: string;
    amr: { method: string }[];
    session_id: string;
  }>(token);
  const { alg } = decodeProtectedHeader(token);
  return { alg, aal, session_id, methods: amr.map(({ method }) => method).toSorted() };
};

/** The session as the auth service keeps it. */
const kept = (sessionId: string) =>
  withSql(
    stack.database.url(),
    (sql) => sql`select aal::text from auth.sessions where id = ${sessionId}`,
  );

/** A session as the platform makes one at the end of a passkey ceremony. */
async function signInWithPasskey(): Promise<Client> {
  const sub = (await olivia.auth.getUser()).data.user?.id ?? "";
  const session_id = randomUUID();
  const refresh_token = randomUUID();
  await withSql(stack.database.url("supabase_auth_admin"), async (sql) => {
    await sql`
      insert into auth.sessions (id, user_id, aal, created_at, updated_at)
      values (${session_id}, ${sub}, 'aal1', now(), now())`;
    await sql`
      insert into auth.refresh_tokens
        (id, token, user_id, session_id, revoked, created_at, updated_at)
      values (${randomUUID()}, ${refresh_token}, ${sub}, ${session_id}, false, now(), now())`;
  });
  const amr = [{ method: "passkey", timestamp: Math.floor(Date.now() / 1000) }];
  const access_token = await signToken({ sub, session_id, aal: "aal1", amr });
  const client = open();
  const { error } = await client.auth.setSession({ access_token, refresh_token });
  if (error) throw error;
  return client;
}

describe("a key that asks for a second factor", () => {
  it("F102: is refused to a session of one factor, which is told to step up", async () => {
    expect(await decision(olivia)).toMatchObject({
      allowed: false,
      reason: "needs_aal2",
      remedy: "step_up_mfa",
    });
    const enforced = await olivia.rpc("enforce", {
      p_permission_key: "access:escalate",
      p_scope_id: company,
    });
    expect([enforced.status, enforced.error?.hint]).toEqual([403, "step_up_mfa"]);
  });

  it("F102: opens to the session that shows the factor, and to its next token", async () => {
    const enrolled = await ok(olivia.auth.mfa.enroll({ factorType: "totp" }));
    if (enrolled.type !== "totp") throw new Error("not the factor that was asked for");
    const { secret } = enrolled.totp;
    factor = { id: enrolled.id, code: () => new TOTP({ secret }).generate() };

    const wrong = String((Number(factor.code()) + 1) % 1_000_000).padStart(6, "0");
    const refused = await olivia.auth.mfa.challengeAndVerify({
      factorId: factor.id,
      code: wrong,
    });
    expect(refused.error?.code).toBe("mfa_verification_failed");
    expect(await decision(olivia)).toMatchObject({ reason: "needs_aal2" });

    const resolver = createResolver(olivia);
    expect(await resolver.can("access:escalate", company)).toBe(false);
    await ok(
      olivia.auth.mfa.challengeAndVerify({ factorId: factor.id, code: factor.code() }),
    );
    resolver.clear();
    expect(await resolver.can("access:escalate", company)).toBe(true);

    const stepped = await claims(olivia);
    expect(stepped).toMatchObject({
      alg: "ES256",
      aal: "aal2",
      methods: ["password", "totp"],
    });
    expect(await kept(stepped.session_id)).toEqual([{ aal: "aal2" }]);
    await olivia.auth.refreshSession();
    expect(await claims(olivia)).toEqual(stepped);
    expect(await decision(olivia)).toMatchObject({ allowed: true, reason: "granted" });
    const { data } = await olivia.auth.mfa.getAuthenticatorAssuranceLevel();
    expect(data).toMatchObject({ currentLevel: "aal2", nextLevel: "aal2" });
  });
});

describe("a session that began with a passkey", () => {
  it("is one that the client makes without a flag", async () => {
    const { error } = await open().auth.signInWithPasskey();
    // As far as a machine without a browser gets: no word of a switch.
    expect(error?.message).toBe("Browser does not support WebAuthn");
  });

  it("F102: is aal1, steps up like any other, and falls back with its factor", async () => {
    const client = await signInWithPasskey();
    expect(await claims(client)).toMatchObject({ aal: "aal1", methods: ["passkey"] });
    expect(await decision(client)).toMatchObject({ reason: "needs_aal2" });
    const own = await ok(
      client.rpc("can", { p_permission_key: "access:grant", p_scope_id: company }),
    );
    expect(own).toBe(true);

    const { data } = await client.auth.mfa.listFactors();
    expect(data?.totp.map(({ id }) => id)).toEqual([factor.id]);
    await ok(
      client.auth.mfa.challengeAndVerify({ factorId: factor.id, code: factor.code() }),
    );
    const stepped = await claims(client);
    expect(stepped).toMatchObject({ aal: "aal2", methods: ["passkey", "totp"] });
    expect(await kept(stepped.session_id)).toEqual([{ aal: "aal2" }]);
    expect(await decision(client)).toMatchObject({ allowed: true, reason: "granted" });

    await ok(client.auth.mfa.unenroll({ factorId: factor.id }));
    await client.auth.refreshSession();
    expect(await claims(client)).toMatchObject({ aal: "aal1" });
    expect(await decision(client)).toMatchObject({ reason: "needs_aal2" });
  });
});
