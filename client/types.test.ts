// What compiles and what does not: `npm run check` compiles this file, and a line that should be
// an error and is none fails there.
import { createClient } from "@supabase/supabase-js";
import { describe, expectTypeOf, it } from "vitest";
import type { Apart, With, Without } from "../test/client/their.types.ts";
import {
  type AccessStatus,
  acceptInvitation,
  createCostResolver,
  createResolver,
  type Decision,
  type ScopeSession,
  type Database,
  type GrantType,
  InvitationError,
  type InvitationReason,
  type PermissionKey,
  type Phase,
  type Policy,
  type Reason,
  type Remedy,
  signOut,
  withEmergencyOverride,
  type WithStagedoor,
} from "./index.ts";

const URL = "http://127.0.0.1:9";
type Key = "invoice:view" | "invoice:edit";
type Call<Name extends keyof Database["public"]["Functions"]> =
  Database["public"]["Functions"][Name];

describe("a client of whatever database type", () => {
  it("is taken, with keys of one's own", () => {
    const without = createClient<Without>(URL, "key");
    const withCalls = createClient<With>(URL, "key");
    const apart = createClient<Apart, "access">(URL, "key", { db: { schema: "access" } });
    const untyped = createClient(URL, "key");
    const ours = createClient<Database>(URL, "key");
    for (const make of [
      () => createResolver<Without, Key>(without),
      () => createResolver<With, Key>(withCalls),
      () => createResolver<Apart, Key>(apart),
      () => createResolver<unknown, Key>(untyped, { schema: "access" }),
      () => createResolver<Database, Key>(ours),
    ]) {
      expectTypeOf(make).returns.toHaveProperty("can");
    }
    void (() => createCostResolver(apart));
    void (() => signOut(without));
    void (() => acceptInvitation(withCalls, "token"));
    void (() => withEmergencyOverride(without, "id", async () => {}));
    // @ts-expect-error: what is no client is not taken.
    void (() => createResolver({ rpc: 1 }));
  });

  it("has its keys checked", () => {
    const make = () => createResolver<With, Key>(createClient<With>(URL, "key"));
    void (async () => {
      using resolver = make();
      await resolver.can("invoice:view", "scope");
      await resolver.can("invoice:view", "scope", null);
      // @ts-expect-error: a key that ships is none of theirs.
      await resolver.can("budget:view:all", "scope");
      // @ts-expect-error: a key that is misspelt.
      await resolver.authorize("invoice:veiw", "scope");
      const { permissions } = await resolver.session("scope");
      expectTypeOf(permissions[0]?.key).toEqualTypeOf<Key | undefined>();
    });
    const shipped = () => createResolver(createClient(URL, "key"));
    void (async () => {
      await shipped().can("budget:view:all", "scope");
      // @ts-expect-error: no key that ships.
      await shipped().can("invoice:view", "scope");
    });
  });
});

describe("an answer", () => {
  it("has reasons, remedies and policies as they are listed, and nulls where they may be", () => {
    expectTypeOf<Decision["reason"]>().toEqualTypeOf<Reason>();
    expectTypeOf<Decision["remedy"]>().toEqualTypeOf<Remedy>();
    expectTypeOf<Decision["policy"]>().toEqualTypeOf<Policy | null>();
    expectTypeOf<Decision["valid_until"]>().toEqualTypeOf<string | null>();
    expectTypeOf<Reason>().extract<"no_permission">().not.toBeNever();
    expectTypeOf<PermissionKey>().not.toEqualTypeOf<string>();
    expectTypeOf<ScopeSession["elevated_until"]>().toEqualTypeOf<string | null>();
    expectTypeOf<ScopeSession["menu"][number]["parent_id"]>().toEqualTypeOf<
      string | null
    >();
    expectTypeOf<ScopeSession["menu"][number]["label"]>().toEqualTypeOf<string>();
  });

  it("of a call has nulls and lists, too", () => {
    type Access = Call<"list_accesses">["Returns"][number];
    expectTypeOf<Access["status"]>().toEqualTypeOf<AccessStatus>();
    expectTypeOf<AccessStatus>().toEqualTypeOf<"Active" | "Invited" | "Revoked">();
    expectTypeOf<Access["grant_type"]>().toEqualTypeOf<GrantType>();
    expectTypeOf<Access["user_id"]>().toEqualTypeOf<string | null>();
    expectTypeOf<Access["access_id"]>().toEqualTypeOf<string>();
    expectTypeOf<Call<"get_access_version">["Returns"]>().toEqualTypeOf<number | null>();
  });
});

describe("an argument", () => {
  it("takes null where null means something, and one of a list where there is one", () => {
    type Grant = Call<"grant_access">["Args"];
    expectTypeOf<Grant["p_valid_until"]>().toEqualTypeOf<string | null | undefined>();
    expectTypeOf<Grant["p_grant_type"]>().toEqualTypeOf<GrantType>();
    expectTypeOf<Grant["p_user_id"]>().toEqualTypeOf<string>();
    expectTypeOf<Call<"change_access_window">["Args"]["p_valid_until"]>().toEqualTypeOf<
      string | null
    >();
    expectTypeOf<
      Call<"set_role_permission">["Args"]["p_policy"]
    >().toEqualTypeOf<Policy | null>();
    expectTypeOf<Call<"set_production_phase">["Args"]["p_phase"]>().toEqualTypeOf<Phase>();
    const supabase = createClient<Database>(URL, "key");
    const grant = { p_user_id: "u", p_scope_id: "s", p_grant_key: "producer" };
    void (() => supabase.rpc("grant_access", { ...grant, p_grant_type: "role" }));
    // @ts-expect-error: a grant is of a role or a permission.
    void (() => supabase.rpc("grant_access", { ...grant, p_grant_type: "rol" }));
    const nobody = { ...grant, p_grant_type: "role", p_user_id: null } as const;
    // @ts-expect-error: nobody holds it.
    void (() => supabase.rpc("grant_access", nobody));
  });
});

describe("the types of a project of one's own", () => {
  it("learn of our calls what they did not know, and keep the rest", () => {
    type Theirs = WithStagedoor<With>;
    expectTypeOf<Theirs["public"]["Functions"]["grant_access"]>().toEqualTypeOf<
      Call<"grant_access">
    >();
    expectTypeOf<Theirs["public"]["Functions"]["archive_team"]>().toEqualTypeOf<
      With["public"]["Functions"]["archive_team"]
    >();
    expectTypeOf<Theirs["public"]["Tables"]>().toEqualTypeOf<With["public"]["Tables"]>();
    expectTypeOf<
      keyof WithStagedoor<Without>["public"]["Functions"]
    >().toEqualTypeOf<"archive_team">();
    type Elsewhere = WithStagedoor<Apart, "access">;
    expectTypeOf<
      Elsewhere["access"]["Functions"]["get_my_projects"]["Returns"][number]["valid_until"]
    >().toEqualTypeOf<string | null>();
    const supabase = createClient<Theirs>(URL, "key");
    void (async () => {
      const { data } = await supabase.rpc("get_my_projects");
      expectTypeOf(data?.[0]?.valid_until).toEqualTypeOf<string | null | undefined>();
      const { data: rows } = await supabase.from("tracker_projects").select("name");
      expectTypeOf(rows?.[0]?.name).toEqualTypeOf<string | undefined>();
      // @ts-expect-error: no role and no permission.
      await supabase.rpc("grant_access", { p_grant_type: "key" });
    });
  });
});

describe("a refusal", () => {
  it("has a reason that completes as it is written, and admits that of a part", () => {
    expectTypeOf<InvitationReason>().extract<"email_mismatch">().not.toBeNever();
    void ((error: unknown) => {
      if (error instanceof InvitationError) {
        expectTypeOf<"withdrawn">().toExtend<typeof error.reason>();
        expectTypeOf<"one_studio_role">().toExtend<typeof error.reason>();
        expectTypeOf(error.retryAfter).toEqualTypeOf<number | null>();
      }
    });
  });
});
