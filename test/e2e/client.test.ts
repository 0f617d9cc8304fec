// The client as an application has it, over HTTP: whose answers it keeps and for how long, and
// what refusals look like.
import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  acceptInvitation,
  createResolver,
  type Database,
  InvitationError,
  MasterCodeError,
  signOut,
  verifyMasterCode,
} from "../../client/index.ts";
import { PUBLISHABLE_KEY } from "../../scripts/devserver/tokens.ts";
import { type Stack, startStack } from "../stack/stack.ts";
import { ok } from "./stack.ts";

type Client = SupabaseClient<Database>;

let stack: Stack;
// Olivia founds the company and its studio, Ash sits at the desk, Mallory belongs nowhere.
let olivia: Client;
let ash: Client;
let mallory: Client;
let company: string;
let project: string;
let studio: string;
const PASSWORD = "correct horse";
const CODE = "open sesame";

/** A client that counts what it asks the API. */
function open(): { supabase: Client; asked: string[] } {
  const asked: string[] = [];
  const supabase = createClient<Database>(stack.url, PUBLISHABLE_KEY, {
    auth: { persistSession: false, autoRefreshToken: false },
    global: {
      fetch: (input, init) => {
        const { pathname } = new URL(input instanceof Request ? input.url : input);
        if (pathname.startsWith("/rest/v1/rpc/")) asked.push(pathname.slice(13));
        return fetch(input, init);
      },
    },
  });
  return { supabase, asked };
}
const signUp = async (name: string): Promise<Client> => {
  const { supabase } = open();
  const { error } = await supabase.auth.signUp({
    email: `${name}@example.com`,
    password: PASSWORD,
  });
  if (error) throw error;
  return supabase;
};
const signIn = async (supabase: Client, name: string) => {
  const { error } = await supabase.auth.signInWithPassword({
    email: `${name}@example.com`,
    password: PASSWORD,
  });
  if (error) throw error;
};
const idOf = async (supabase: Client) =>
  (await supabase.auth.getUser()).data.user?.id ?? "";
const grant = async (supabase: Client, role: string, scope: string) =>
  ok(
    olivia.rpc("grant_access", {
      p_user_id: await idOf(supabase),
      p_scope_id: scope,
      p_grant_type: "role",
      p_grant_key: role,
      p_valid_until: null,
      p_reason: null,
    }),
  );
const errorOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (error: unknown) => error,
  );

beforeAll(async () => {
  stack = await startStack();
  olivia = await signUp("olivia");
  ash = await signUp("ash");
  mallory = await signUp("mallory");
  company = await ok(olivia.rpc("create_organization", { p_name: "Northlight" }));
  project = await ok(
    olivia.rpc("create_project", { p_organization_id: company, p_name: "Alpha" }),
  );
  studio = await ok(olivia.rpc("create_studio", { p_name: "Ink" }));
  await ok(
    olivia.rpc("set_staff_role", {
      p_project_id: studio,
      p_user_id: await idOf(ash),
      p_role_key: "assistant",
    }),
  );
  const { error } = await olivia.rpc("set_master_code", {
    p_project_id: studio,
    p_code: CODE,
  });
  if (error) throw error;
});
afterAll(() => stack?.stop());

describe("a resolver over HTTP", () => {
  it("F37: tells the next person at the same screen nothing of the one before", async () => {
    const { supabase, asked } = open();
    const heard: (string | null)[] = [];
    using resolver = createResolver(supabase, { onChange: (scope) => heard.push(scope) });
    const can = () => resolver.can("budget:view:all", project);
    await signIn(supabase, "olivia");
    expect([await can(), await can()]).toEqual([true, true]);
    expect(asked).toEqual(["authorize"]);
    await signOut(supabase);
    expect(heard).toEqual([null]);
    // Nobody asks the API without a session.
    expect(await errorOf(can())).toMatchObject({ code: "42501" });
    await signIn(supabase, "mallory");
    expect(await can()).toBe(false);
    // Without a sign-out between them, too.
    await signIn(supabase, "olivia");
    expect(await can()).toBe(true);
  });

  it("F114: keeps a yes behind a revocation until it looks again, while the database says no", async () => {
    const access = await grant(ash, "line_producer", project);
    using resolver = createResolver(ash);
    const asked = { p_permission_key: "budget:edit:all", p_scope_id: project };
    const can = () => resolver.can("budget:edit:all", project);
    expect(await can()).toBe(true);
    await ok(olivia.rpc("revoke_access", { p_access_id: access }));
    expect((await ash.rpc("can", asked)).data).toBe(false);
    expect(await can()).toBe(true);
    await resolver.refresh();
    expect(await can()).toBe(false);
  });

  it("F114: looks again by itself, and says what it dropped", async () => {
    const access = await grant(ash, "line_producer", project);
    let tell: (scopeId: string | null) => void = () => {};
    const dropped = new Promise<string | null>((resolve) => (tell = resolve));
    using resolver = createResolver(ash, { refreshEvery: 50, onChange: (at) => tell(at) });
    expect(await resolver.can("budget:edit:all", project)).toBe(true);
    await ok(olivia.rpc("revoke_access", { p_access_id: access }));
    expect(await dropped).toBe(project);
    expect(await resolver.can("budget:edit:all", project)).toBe(false);
  });

  it("F55: learns of an elevation by a look at the version, as of any change", async () => {
    using resolver = createResolver(ash);
    const ask = () => resolver.authorize("clients:edit", studio);
    expect(await ask()).toMatchObject({ allowed: false, remedy: "enter_master_code" });
    const { elevatedUntil } = await verifyMasterCode(ash, {
      projectId: studio,
      code: CODE,
    });
    expect(Date.parse(elevatedUntil)).toBeGreaterThan(Date.now());
    await resolver.refresh(studio);
    expect(await ask()).toMatchObject({ allowed: true, reason: "elevated" });
  });
});

describe("a refusal over HTTP", () => {
  it("F86: of an invitation is an error with its reason", async () => {
    const { token } = (await ok(
      olivia.rpc("invite_user", {
        p_email: "ash@example.com",
        p_scope_id: project,
        p_role_key: "line_producer",
      }),
    )) as unknown as { token: string };
    const stolen = await errorOf(acceptInvitation(mallory, token));
    expect(stolen).toBeInstanceOf(InvitationError);
    expect(stolen).toMatchObject({
      reason: "email_mismatch",
      code: "PT403",
      status: 403,
      retryAfter: null,
    });
    expect((await acceptInvitation(ash, token)).accessId).toMatch(/^[0-9a-f-]{36}$/);
    expect(await errorOf(acceptInvitation(ash, "\u0000".padEnd(9, "x")))).not.toBeNull();
    for (const wrong of ["", "nonsense", "x".repeat(100_000)]) {
      expect(await errorOf(acceptInvitation(mallory, wrong))).toMatchObject({
        name: "InvitationError",
        reason: "invalid",
        status: 404,
      });
    }
  });

  it("F56: of a master code is an error with its reason", async () => {
    const attempt = { projectId: studio, code: "wrong code" };
    const error = await errorOf(verifyMasterCode(ash, attempt));
    expect(error).toBeInstanceOf(MasterCodeError);
    expect(error).toMatchObject({ reason: "wrong_code", status: 403 });
    expect(
      await errorOf(verifyMasterCode(ash, { ...attempt, minutes: 10_000 })),
    ).toMatchObject({ reason: "minutes_out_of_range", status: 400 });
  });
});
