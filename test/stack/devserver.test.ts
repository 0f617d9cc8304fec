// The development server answers as PostgREST and GoTrue do, or tests through it would lie.
import { createClient } from "@supabase/supabase-js";
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify, SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  PUBLISHABLE_KEY,
  SECRET_KEY,
  signLegacyToken,
  signToken,
} from "../../scripts/devserver/tokens.ts";
import { inRoot } from "../../scripts/lib/paths.ts";
import { connect, runSqlFile, type Sql, withSql } from "../../scripts/dev/sql.ts";
import { type Stack, startStack } from "./stack.ts";

const ADA = "0ada0ada-0000-4000-8000-000000000001";
let stack: Stack;
let sql: Sql;

beforeAll(async () => {
  stack = await startStack(
    { from: "baseline", functions: [inRoot("test/stack/functions")] },
    (database) =>
      withSql(database.url(), (db) => runSqlFile(db, inRoot("test/stack/devserver.sql"))),
  );
  sql = connect(stack.database.url());
});
afterAll(async () => {
  await sql?.end();
  await stack?.stop();
});

interface Init extends RequestInit {
  as?: string;
  key?: string;
  headers?: Record<string, string>;
}

/** One request as curl would send it; `as` is a token, or nobody. */
async function ask(path: string, init: Init = {}) {
  const { as, key = PUBLISHABLE_KEY, ...rest } = init;
  const response = await fetch(`${stack.url}${path}`, {
    ...rest,
    headers: {
      apikey: key,
      "content-type": "application/json",
      ...(as ? { authorization: `Bearer ${as}` } : {}),
      ...rest.headers,
    },
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: parse(text) };
}

function parse(text: string) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const rpc = (name: string, args: object = {}, init: Init = {}) =>
  ask(`/rest/v1/rpc/${name}`, { method: "POST", body: JSON.stringify(args), ...init });

describe("a caller", () => {
  it("logs in as authenticator and becomes what the token says", async () => {
    const token = await signToken({ sub: ADA, aal: "aal2", session_id: "s1" });
    const { json } = await rpc("door_caller", {}, { as: token });
    expect(json).toMatchObject({
      user: "authenticated",
      session: "authenticator",
      uid: ADA,
      role: "authenticated",
      timeout: "8s",
      claims: { aal: "aal2", session_id: "s1" },
    });
  });

  it("is anon without a token, with anon's shorter patience", async () => {
    const { json } = await rpc("door_caller");
    expect(json).toMatchObject({ user: "anon", uid: null, role: "anon", timeout: "3s" });
    expect(json.claims).toEqual({ role: "anon" });
  });

  it("is service_role with the secret key", async () => {
    const { json } = await rpc("door_caller", {}, { key: SECRET_KEY });
    expect(json).toMatchObject({ user: "service_role", uid: null });
  });

  it("takes the older keys, which are tokens, for what they are", async () => {
    const anon = await signLegacyToken({ role: "anon" });
    const service = await signLegacyToken({ role: "service_role" });
    expect((await rpc("door_caller", {}, { key: anon, as: anon })).json.user).toBe("anon");
    const { json } = await rpc("door_caller", {}, { key: service, as: service });
    expect(json.user).toBe("service_role");
  });

  it("takes no older key that somebody else has signed", async () => {
    const forged = await new SignJWT({ role: "service_role" })
      .setProtectedHeader({ alg: "HS256" })
      .sign(new TextEncoder().encode("another secret of enough characters"));
    expect((await rpc("door_caller", {}, { key: forged })).status).toBe(401);
    expect((await rpc("door_caller", {}, { key: forged, as: forged })).status).toBe(401);
  });

  it("verifies tokens of the signing key and of the legacy secret alike", async () => {
    for (const sign of [signToken, signLegacyToken]) {
      const as = await sign({ sub: ADA, aal: "aal2" });
      const { json } = await rpc("door_caller", {}, { as });
      expect([json.uid, json.claims.aal]).toEqual([ADA, "aal2"]);
      const over = await rpc("door_caller", {}, { as: await sign({ sub: ADA }, -60) });
      expect([over.status, over.json.code]).toEqual([401, "PGRST303"]);
    }
  });

  it("publishes the key that verifies its tokens, and no secret", async () => {
    const keys = await ask("/auth/v1/.well-known/jwks.json", { key: "" });
    expect(keys.json.keys).toHaveLength(1);
    expect(Object.keys(keys.json.keys[0])).not.toContain("d");
    const { payload, protectedHeader } = await jwtVerify(
      await signToken({ sub: ADA }),
      createRemoteJWKSet(new URL(`${stack.url}/auth/v1/.well-known/jwks.json`)),
    );
    expect([payload.sub, protectedHeader.alg]).toEqual([ADA, "ES256"]);
    const { json } = await ask("/auth/v1/.well-known/openid-configuration");
    expect(json.jwks_uri).toBe(`${stack.url}/auth/v1/.well-known/jwks.json`);
  });

  it("refuses a role that authenticator is no member of", async () => {
    const token = await signToken({ sub: ADA, role: "postgres" });
    const { status, json } = await rpc("door_caller", {}, { as: token });
    expect([status, json.code]).toEqual([403, "42501"]);
  });

  it("refuses tokens that are expired, forged or unsigned, and requests without a key", async () => {
    const forged = await new SignJWT({ sub: ADA, role: "service_role" })
      .setProtectedHeader({ alg: "HS256" })
      .sign(new TextEncoder().encode("another secret of enough characters"));
    const part = (value: object) =>
      Buffer.from(JSON.stringify(value)).toString("base64url");
    const unsigned = `${part({ alg: "none" })}.${part({ sub: ADA, role: "service_role" })}.`;
    const [head = "", body = "", signature = ""] = (await signToken({ sub: ADA })).split(
      ".",
    );
    const changed = `${head}.${part({ sub: ADA, role: "service_role" })}.${signature}`;
    const swapped = `${part({ alg: "HS256", typ: "JWT" })}.${body}.${signature}`;
    const refused = [
      await signToken({ sub: ADA }, -60),
      forged,
      unsigned,
      changed,
      swapped,
    ];
    for (const token of refused) {
      expect((await rpc("door_caller", {}, { as: token })).status).toBe(401);
    }
    expect((await rpc("door_caller", {}, { key: "sb_publishable_wrong" })).status).toBe(
      401,
    );
  });
});

describe("what a request says", () => {
  it("reaches functions: method, path, headers, the client's address", async () => {
    const { json } = await rpc("door_caller", {}, { headers: { "x-project-id": "p1" } });
    expect(json).toMatchObject({ method: "POST", path: "/rpc/door_caller", header: "p1" });
    expect(json.address).toMatch(/127\.0\.0\.1$/);
  });

  it("reaches plain table requests too", async () => {
    const { json, status } = await ask("/rest/v1/door_notes?select=body,seen", {
      method: "POST",
      body: JSON.stringify({ body: "hello" }),
      as: await signToken({ sub: ADA }),
      headers: { "x-project-id": "p2", prefer: "return=representation" },
    });
    expect([status, json]).toEqual([201, [{ body: "hello", seen: "p2" }]]);
  });

  it("is counted without a body when it is a HEAD, a call with arguments too", async () => {
    const supabase = createClient(stack.url, PUBLISHABLE_KEY, {
      auth: { persistSession: false },
      global: { headers: { Authorization: `Bearer ${await signToken({ sub: ADA })}` } },
    });
    const exact = { head: true, count: "exact" } as const;
    const said = async (call: PromiseLike<{ status: number; count: number | null }>) => {
      const { status, count } = await call;
      return [status, count];
    };
    expect(await said(supabase.rpc("door_echo", { p_text: "x" }, exact))).toEqual([200, 1]);
    expect(await said(supabase.rpc("door_caller", {}, exact))).toEqual([200, 1]);
    expect(await said(supabase.rpc("door_write", {}, exact))).toEqual([405, null]);
    expect(await said(supabase.from("door_values").select("*", exact))).toEqual([200, 1]);
    const { status, text, headers } = await ask("/rest/v1/rpc/door_echo?p_text=x", {
      method: "HEAD",
      headers: { prefer: "count=exact" },
      as: await signToken({ sub: ADA }),
    });
    expect([status, text, headers.get("content-range")]).toEqual([200, "", "0-0/1"]);
    const nothing = await ask("/rest/v1/rpc/door_nothing?p_x=1", { method: "HEAD" });
    expect([nothing.status, nothing.text]).toEqual([404, ""]);
  });

  it("is read-only when it is a GET", async () => {
    const as = await signToken({ sub: ADA });
    expect((await ask("/rest/v1/rpc/door_write", { as })).status).toBe(405);
    expect((await rpc("door_write", {}, { as })).status).toBe(200);
  });
});

describe("what is refused", () => {
  it("a closed table stays closed, for service_role too", async () => {
    const as = await signToken({ sub: ADA });
    expect((await ask("/rest/v1/door_closed")).status).toBe(401);
    expect((await ask("/rest/v1/door_closed", { as })).status).toBe(403);
    expect((await ask("/rest/v1/door_closed", { key: SECRET_KEY })).status).toBe(403);
    const [row] = await sql`
      select has_table_privilege('anon', 'public.door_closed', 'select') as open`;
    expect(row?.open).toBe(false);
  });

  it("row-level security holds between users", async () => {
    const [ada, ben] = [
      await signToken({ sub: ADA }),
      await signToken({ sub: randomUser() }),
    ];
    await ask("/rest/v1/door_notes", { method: "POST", body: '{"body":"mine"}', as: ada });
    const mine = await ask("/rest/v1/door_notes?body=eq.mine", { as: ada });
    const theirs = await ask("/rest/v1/door_notes?body=eq.mine", { as: ben });
    expect([mine.json.length, theirs.json]).toEqual([1, []]);
    const forged = { body: "forged", owner: ADA };
    const { status, json } = await ask("/rest/v1/door_notes", {
      method: "POST",
      body: JSON.stringify(forged),
      as: ben,
    });
    expect([status, json.code]).toEqual([403, "42501"]);
  });

  it.each([
    ["P0001", 400],
    ["23514", 400],
    ["22023", 400],
    ["23503", 409],
    ["28000", 403],
    ["40001", 500],
    ["42501", 403],
    ["55P03", 500],
    ["57014", 500],
    ["53300", 503],
    ["PT404", 404],
    ["PT409", 409],
    ["PT423", 423],
    ["ZZ123", 400],
  ])("a raised %s is %d, with code, message, details and hint", async (code, status) => {
    const as = await signToken({ sub: ADA });
    const answer = await rpc("door_raise", { p_code: code }, { as });
    expect(answer.status).toBe(status);
    expect(answer.json).toEqual({
      code,
      message: "no such luck",
      details: '{"error_code":"X"}',
      hint: "give up",
    });
  });

  it("42501 is 401 to anon", async () => {
    expect((await rpc("door_raise", { p_code: "42501" })).status).toBe(401);
  });

  it("natural errors keep PostgreSQL's words", async () => {
    const as = await signToken({ sub: ADA });
    const post = (body: object) =>
      ask("/rest/v1/door_notes", { method: "POST", body: JSON.stringify(body), as });
    await post({ body: "twice" });
    const twice = await post({ body: "twice" });
    expect([twice.status, twice.json.code]).toEqual([409, "23505"]);
    expect(twice.json.message).toMatch(/"door_notes_body_key"/);
    const forbidden = await post({ body: "forbidden" });
    expect([forbidden.status, forbidden.json.code]).toEqual([400, "23514"]);
    expect((await ask("/rest/v1/door_notes?owner=eq.nobody", { as })).json.code).toBe(
      "22P02",
    );
  });

  it("a function's own body, status and headers are honoured", async () => {
    const tea = await rpc("door_raise", { p_code: "PGRST" });
    expect([tea.status, tea.json.message]).toEqual([418, "teapot"]);
    expect(tea.headers.get("x-tea")).toBe("green");
    const locked = await rpc("door_status", { p_status: 423 });
    expect([locked.status, locked.json]).toEqual([423, { ok: false }]);
    expect(locked.headers.get("retry-after")).toBe("7");
  });

  it("an unknown function or table is 404 by PostgREST's own codes", async () => {
    expect((await rpc("door_nothing")).json.code).toBe("PGRST202");
    expect((await ask("/rest/v1/door_nothing")).json.code).toBe("PGRST205");
    expect((await ask("/functions/v1/nothing")).status).toBe(404);
  });
});

describe("values", () => {
  it("are written as to_json writes them, numbers exactly", async () => {
    const [row] = await sql`select public.door_values_as_json() as json`;
    const { text } = await ask("/rest/v1/door_values");
    expect(text.replaceAll(/\s/g, "")).toBe(`[${row?.json}]`.replaceAll(/\s/g, ""));
  });

  it("void is 204, null is null", async () => {
    await sql`create or replace function public.door_void() returns void
      language sql volatile set search_path = '' as ''`;
    await sql`create or replace function public.door_null() returns text
      language sql stable set search_path = '' as 'select null::text'`;
    await sql`grant execute on function public.door_void, public.door_null to anon`;
    await sql`notify pgrst, 'reload schema'`;
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect((await rpc("door_void")).status).toBe(204);
    expect((await rpc("door_null")).text).toBe("null");
  });
});

describe("auth", () => {
  const client = () =>
    createClient(stack.url, PUBLISHABLE_KEY, { auth: { persistSession: false } });

  it("a sign-up makes a confirmed user and a live session; sign-out ends the session", async () => {
    const supabase = client();
    const { data, error } = await supabase.auth.signUp({
      email: "Sarah@Example.com",
      password: "correct horse",
    });
    expect(error).toBeNull();
    const { data: claims } = await supabase.auth.getClaims();
    const session = claims?.claims.session_id ?? "";
    const { alg } = decodeProtectedHeader(data.session?.access_token ?? "");
    expect(alg).toBe("ES256");
    expect(claims?.claims).toMatchObject({ aal: "aal1", email: "sarah@example.com" });

    const find = () => sql`
      select u.email, u.email_confirmed_at is not null as confirmed
      from auth.users as u join auth.sessions as s on s.user_id = u.id
      where u.id = ${data.user?.id ?? ""} and s.id = ${session}`;
    expect(await find()).toEqual([{ email: "sarah@example.com", confirmed: true }]);

    expect((await supabase.rpc("door_caller")).data.uid).toBe(data.user?.id);
    expect((await supabase.auth.getUser()).data.user?.id).toBe(data.user?.id);
    expect((await supabase.auth.refreshSession()).error).toBeNull();

    await supabase.auth.signOut();
    expect(await find()).toEqual([]);
  });

  it("signs in users seeded by SQL with pgcrypto's bcrypt, and nobody with a wrong password", async () => {
    const id = randomUser();
    await sql`
      insert into auth.users (id, aud, role, email, encrypted_password, email_confirmed_at,
        raw_app_meta_data, raw_user_meta_data, created_at, updated_at)
      values (${id}, 'authenticated', 'authenticated', 'seeded@example.com',
        extensions.crypt('correct horse', extensions.gen_salt('bf', 6)), now(),
        '{"provider": "email"}', '{}', now(), now())`;
    const right = { email: "seeded@example.com", password: "correct horse" };
    const { data } = await client().auth.signInWithPassword(right);
    expect(data.user?.id).toBe(id);
    expect(data.user?.app_metadata).toEqual({ provider: "email" });
    const wrong = await client().auth.signInWithPassword({
      ...right,
      password: "wrong horse",
    });
    expect(wrong.error?.code).toBe("invalid_credentials");
  });
});

describe("edge functions", () => {
  it("run under a real Deno, with the caller's token", async () => {
    const answer = await ask("/functions/v1/whoami/deep?x=1", {
      method: "POST",
      body: "ping",
      as: await signToken({ sub: ADA }),
    });
    expect(answer.json).toMatchObject({
      runtime: "deno 2",
      method: "POST",
      path: "/whoami/deep?x=1",
      body: "ping",
      caller: { uid: ADA, user: "authenticated" },
    });
  });
});

function randomUser(): string {
  return crypto.randomUUID();
}
