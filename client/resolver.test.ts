import { beforeEach, describe, expect, it } from "vitest";
import { fakeClient } from "../test/client/fake-client.ts";
import { createResolver, type Decision } from "./resolver.ts";

const decision: Decision = {
  allowed: true,
  policy: "allow",
  reason: "granted",
  remedy: "none",
  version: 7,
  valid_until: null,
};

describe("a resolver", () => {
  let clock = 0;
  const now = () => clock;
  beforeEach(() => {
    clock = Date.parse("2027-03-01T09:00:00Z");
  });

  it("asks once for what it has been told (F37, F38)", async () => {
    const { supabase, calls } = fakeClient([decision]);
    const resolver = createResolver(supabase, { now });
    expect(await resolver.can("budget:view:all", "alpha")).toBe(true);
    expect(await resolver.can("budget:view:all", "alpha")).toBe(true);
    expect(calls.map(([name]) => name)).toEqual(["authorize"]);
  });

  it("asks again for another key, scope or owner", async () => {
    const { supabase, calls } = fakeClient(Array.from({ length: 5 }, () => decision));
    const resolver = createResolver(supabase, { now });
    await resolver.can("budget:view:all", "alpha");
    await resolver.can("budget:edit:all", "alpha");
    await resolver.can("budget:view:all", "beta");
    await resolver.can("budget:view:all", "alpha", "sarah");
    expect(calls).toHaveLength(4);
    // Null owns nothing, and is said.
    await resolver.can("budget:edit:assigned", "alpha", null);
    expect(calls[4]?.[1]).toMatchObject({ p_owner_id: null });
  });

  it("keeps no answer longer than 300 seconds (F37)", async () => {
    const { supabase, calls } = fakeClient([decision, decision]);
    const resolver = createResolver(supabase, { now });
    await resolver.can("budget:view:all", "alpha");
    clock += 299_999;
    await resolver.can("budget:view:all", "alpha");
    expect(calls).toHaveLength(1);
    clock += 1;
    await resolver.can("budget:view:all", "alpha");
    expect(calls).toHaveLength(2);
  });

  it.each(["12026-03-01T09:00:00+00:00", "infinity"])(
    "keeps no answer longer than 300 seconds that is valid until %s (F37)",
    async (valid_until) => {
      const far = { ...decision, valid_until };
      const { supabase, calls } = fakeClient([far, far]);
      const resolver = createResolver(supabase, { now });
      await resolver.can("budget:view:all", "alpha");
      clock += 299_999;
      await resolver.can("budget:view:all", "alpha");
      expect(calls).toHaveLength(1);
      clock += 1;
      await resolver.can("budget:view:all", "alpha");
      expect(calls).toHaveLength(2);
    },
  );

  it("outlives no grant: valid_until ends an answer to the millisecond (F114)", async () => {
    const ends = { ...decision, valid_until: "2027-03-01T09:00:10+00:00" };
    const { supabase, calls } = fakeClient([ends, { ...decision, allowed: false }]);
    const resolver = createResolver(supabase, { now });
    await resolver.can("budget:view:all", "alpha");
    clock += 9_999;
    expect(await resolver.can("budget:view:all", "alpha")).toBe(true);
    clock += 1;
    expect(await resolver.can("budget:view:all", "alpha")).toBe(false);
    expect(calls).toHaveLength(2);
  });

  it("drops older answers of a scope, and of no other, at a newer version (F114)", async () => {
    const { supabase, calls } = fakeClient([decision, decision, 8, decision]);
    const resolver = createResolver(supabase, { now });
    await resolver.can("budget:view:all", "alpha");
    await resolver.can("budget:view:all", "beta");
    await resolver.refresh("alpha");
    await resolver.can("budget:view:all", "beta");
    expect(calls.map(([name]) => name)).toEqual([
      "authorize",
      "authorize",
      "get_access_version",
    ]);
    await resolver.can("budget:view:all", "alpha");
    expect(calls).toHaveLength(4);
  });

  it("remembers what a whole screen needs (F15)", async () => {
    const session = {
      menu: [],
      permissions: [],
      elevated_until: null,
      version: 1,
      valid_until: null,
    };
    const { supabase, calls } = fakeClient([session]);
    const resolver = createResolver(supabase, { now });
    expect(await resolver.session("alpha")).toEqual(session);
    expect(await resolver.session("alpha")).toEqual(session);
    expect(calls).toEqual([["get_my_session", { p_scope_id: "alpha" }]]);
  });

  it("forgets everything when it is told to", async () => {
    const { supabase, calls } = fakeClient([decision, decision]);
    const resolver = createResolver(supabase, { now });
    await resolver.can("budget:view:all", "alpha");
    resolver.clear();
    await resolver.can("budget:view:all", "alpha");
    expect(calls).toHaveLength(2);
  });
});
