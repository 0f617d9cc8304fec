// The workflow of the seed, end to end: refused, code, elevated, act, over. As a client app
// does it, through HTTP, supabase-js and the edge function.
import { randomUUID } from "node:crypto";
import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import { decodeJwt } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../../client/database.ts";
import { signOut } from "../../client/sign-out.ts";
import { PUBLISHABLE_KEY, signToken } from "../../scripts/devserver/tokens.ts";
import { withSql } from "../../scripts/dev/sql.ts";
import { startStack, type Stack } from "../stack/stack.ts";

type Client = SupabaseClient<Database>;

const CODE = "open sesame";

let stack: Stack;
// Ann opens the studio, Ash sits at its desk, Bea is new there.
let ann: Client;
let ash: Client;
let studio: string;
let client: string;

const signUp = async (name: string): Promise<Client> => {
  const supabase = createClient<Database>(stack.url, PUBLISHABLE_KEY, {
    auth: { persistSession: false, autoRefreshToken: false },
  });
  const { error } = await supabase.auth.signUp({
    email: `${name}@example.com`,
    password: "correct horse",
  });
  if (error) throw error;
  return supabase;
};
const idOf = async (supabase: Client) =>
  (await supabase.auth.getUser()).data.user?.id ?? "";
const hire = async (supabase: Client) => {
  const { error } = await ann.rpc("set_staff_role", {
    p_project_id: studio,
    p_user_id: await idOf(supabase),
    p_role_key: "assistant",
  });
  if (error) throw error;
};

/** What the edge function answers, as the app sees it. */
const enter = async (
  supabase: Client,
  code: string,
  more: { minutes?: number; project_id?: string } = {},
) => {
  const { data, error } = await supabase.functions.invoke("verify-master-code", {
    body: { project_id: studio, code, ...more },
  });
  const response: Response | undefined = error?.context;
  return {
    status: response?.status ?? 200,
    retryAfter: response?.headers.get("retry-after") ?? null,
    body: response ? await response.json() : data,
  };
};
const rename = (supabase: Client, full_name: string) =>
  supabase.from("clients").update({ full_name }).eq("id", client).select("full_name");
const ask = async (supabase: Client) =>
  (
    await supabase.rpc("authorize", {
      p_permission_key: "clients:edit",
      p_scope_id: studio,
    })
  ).data;

beforeAll(async () => {
  stack = await startStack({ functionEnv: { CLIENT_IP_HEADER: "x-forwarded-for" } });
  ann = await signUp("ann");
  ash = await signUp("ash");
  const opened = await ann.rpc("create_studio", { p_name: "Ink" });
  studio = opened.data ?? "";
  await hire(ash);
  const { error } = await ann.rpc("set_master_code", {
    p_project_id: studio,
    p_code: CODE,
  });
  if (error) throw error;
  const added = await ash
    .from("clients")
    .insert({ project_id: studio, full_name: "Cleo" })
    .select("id")
    .single();
  client = added.data?.id ?? "";
});
afterAll(() => stack?.stop());

describe("the workflow of row 59", () => {
  it("F59: an assistant asks, and is told that the code would help", async () => {
    expect((await rename(ash, "Clio")).data).toEqual([]);
    expect(await ask(ash)).toMatchObject({
      allowed: false,
      reason: "needs_master_code",
      remedy: "enter_master_code",
    });
  });

  it("F56: a wrong code opens nothing", async () => {
    const answer = await enter(ash, "wrong code");
    expect(answer).toMatchObject({
      status: 403,
      body: { ok: false, reason: "wrong_code" },
    });
    expect((await rename(ash, "Clio")).data).toEqual([]);
  });

  it("F59: the right code opens what is locked, for five minutes", async () => {
    const before = Date.now();
    const { status, body } = await enter(ash, CODE);
    expect(status).toBe(200);
    expect(body.ok).toBe(true);
    const lasts = Date.parse(body.elevated_until) - before;
    expect(lasts).toBeGreaterThan(4.5 * 60_000);
    expect(lasts).toBeLessThan(5.5 * 60_000);

    const elevated = await ash.rpc("is_elevated_now", { p_project_id: studio });
    expect(elevated.data).toBe(true);
    expect(await ask(ash)).toMatchObject({ allowed: true, reason: "elevated" });
    expect((await rename(ash, "Clio")).data).toEqual([{ full_name: "Clio" }]);
  });

  it("F60: an act by the code is in the log, with the elevation behind it", async () => {
    const { data } = await ann.rpc("get_audit_events", { p_scope_id: studio });
    const used = data?.filter((one) => one.event === "elevation.used");
    const changed = data?.find((one) => one.event === "client.changed");
    expect(used?.map((one) => one.object_id)).toEqual(["clients:edit"]);
    expect(changed?.elevation_id).toBe(used?.[0]?.elevation_id);
    expect(JSON.stringify(data)).not.toMatch(/sesame|wrong code|\$2[aby]\$/);
  });

  it("F55: an elevation is over when its time is, whoever waited", async () => {
    await withSql(stack.database.url(), async (sql) => {
      await sql`select stagedoor.end_elevations(null, null, 'make room')`;
      await sql`
        insert into stagedoor.elevations (user_id, scope_id, session_id, ends_at)
        select s.user_id, ${studio}, s.id, clock_timestamp() + interval '1500 ms'
        from auth.sessions as s where s.user_id = ${await idOf(ash)}`;
    });
    expect((await rename(ash, "Cleopatra")).data).toEqual([{ full_name: "Cleopatra" }]);
    await new Promise((resolve) => setTimeout(resolve, 1600));
    expect((await rename(ash, "Late")).data).toEqual([]);
    expect(await ask(ash)).toMatchObject({ reason: "needs_master_code" });
  });

  it("F55: signing out ends an elevation", async () => {
    const bea = await signUp("bea");
    await hire(bea);
    expect((await enter(bea, CODE)).status).toBe(200);
    const token = (await bea.auth.getSession()).data.session?.access_token ?? "";
    const beaId = await idOf(bea);
    const isElevated = () =>
      ann
        .rpc("is_elevated_now", { p_project_id: studio, p_user_id: beaId })
        .then(({ data }) => data);
    expect(await isElevated()).toBe(true);

    const { error } = await signOut(bea);
    expect(error).toBeNull();
    expect(await isElevated()).toBe(false);
    const ended = await withSql(
      stack.database.url(),
      (sql) => sql`select ended_reason from stagedoor.elevations where user_id = ${beaId}`,
    );
    expect(ended).toEqual([{ ended_reason: "cleared" }]);

    // Whoever kept the token has a session that is gone.
    const kept = createClient<Database>(stack.url, PUBLISHABLE_KEY, {
      accessToken: async () => token,
    });
    expect((await enter(kept, CODE)).status).toBe(401);
  });
});

describe("the edge function", () => {
  const post = (init: RequestInit) =>
    fetch(`${stack.url}/functions/v1/verify-master-code`, { method: "POST", ...init });

  it("F85: knows nobody without a token, or with one that it did not sign", async () => {
    const body = JSON.stringify({ project_id: studio, code: CODE });
    const forged = `${(await signToken({ sub: await idOf(ash) })).slice(0, -4)}AAAA`;
    const expired = await signToken({ sub: await idOf(ash) }, -60);
    const answers = await Promise.all([
      post({ body }),
      post({ body, headers: { authorization: `Bearer ${PUBLISHABLE_KEY}` } }),
      post({ body, headers: { authorization: `Bearer ${forged}` } }),
      post({ body, headers: { authorization: `Bearer ${expired}` } }),
    ]);
    expect(answers.map((one) => one.status)).toEqual([401, 401, 401, 401]);
  });

  it("F131: compares nothing for an app that has the person's token", async () => {
    const token = (await ash.auth.getSession()).data.session?.access_token ?? "";
    const claims = decodeJwt(token);
    const askAs = (issued: string) =>
      post({
        body: JSON.stringify({ project_id: studio, code: CODE }),
        headers: { authorization: `Bearer ${issued}` },
      });
    const app = await signToken({ ...claims, client_id: randomUUID() });
    const answers = [await askAs(app), await askAs(await signToken({ ...claims }))];

    expect(answers.map((one) => one.status)).toEqual([403, 200]);
    expect(await answers[0]?.json()).toMatchObject({
      ok: false,
      reason: "client_not_allowed",
      code: "PT403",
    });
  });

  it("P6: answers 400 to half a question, and counts no attempt", async () => {
    expect((await enter(ash, CODE, { project_id: "ink" })).status).toBe(400);
    expect((await enter(ash, CODE, { minutes: 600 })).body).toMatchObject({
      reason: "minutes_out_of_range",
      at_most: 60,
    });
  });

  it("P6: locks out after five wrong codes, until an admin unlocks", async () => {
    await ann.rpc("unlock_master_code", {
      p_project_id: studio,
      p_user_id: await idOf(ash),
    });
    const statuses: number[] = [];
    for (let n = 0; n < 6; n++) statuses.push((await enter(ash, `guess ${n}`)).status);
    expect(statuses).toEqual([403, 403, 403, 403, 403, 423]);

    const { status, retryAfter, body } = await enter(ash, CODE);
    expect([status, body.reason]).toEqual([423, "locked_out"]);
    expect(Number(retryAfter)).toBe(body.retry_after);

    const alerts = await ann.rpc("list_alerts", { p_scope_id: studio });
    expect(alerts.data?.map((one) => one.rule_key)).toContain("secret_lockout");
    await ann.rpc("unlock_master_code", {
      p_project_id: studio,
      p_user_id: await idOf(ash),
    });
    expect((await enter(ash, CODE)).status).toBe(200);
  });

  it("P6: of twenty parallel calls at most five are tried", async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) => enter(ash, `parallel ${n}`)),
    );
    const tried = answers.filter((one) => one.status === 403).length;
    expect(tried).toBeGreaterThanOrEqual(1);
    expect(tried).toBeLessThanOrEqual(5);
    expect(answers.every((one) => [403, 423, 429].includes(one.status))).toBe(true);
    const [counted] = await withSql(
      stack.database.url(),
      (sql) => sql<{ addresses: number }[]>`
        select count(*)::integer as addresses from stagedoor.rate_limits
        where kind = 'master_code_address' and subject = '127.0.0.1'`,
    );
    expect(counted?.addresses).toBe(1);
  });
});
