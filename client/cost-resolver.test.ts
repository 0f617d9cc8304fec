import { beforeEach, describe, expect, it } from "vitest";
import { type CostAccess, type CostContext, createCostResolver } from "./cost-resolver.ts";
import { fakeClient } from "../test/client/fake-client.ts";

const access: CostAccess = {
  access: "approve",
  code: "3302",
  category: "below_line",
  union_agreement_id: null,
  phase: "prep",
  override_id: null,
  version: 7,
  valid_until: null,
};
const camera: CostContext = { costCodeId: "3302", scopeId: "camera" };

describe("a resolver of cost access", () => {
  let clock = 0;
  const now = () => clock;
  beforeEach(() => {
    clock = Date.parse("2027-03-01T09:00:00Z");
  });

  it("asks about a code when it is first looked at, and once (F37, F38)", async () => {
    const { supabase, calls } = fakeClient([access]);
    const resolver = createCostResolver(supabase, { now });
    expect(calls).toEqual([]);
    expect(await resolver.resolve(camera)).toEqual(access);
    expect(await resolver.resolve(camera)).toEqual(access);
    expect(calls).toEqual([["get_cost_access", { p_cost_code_id: "3302" }]]);
  });

  it("sends one request for all who ask at once (F38)", async () => {
    let open = () => {};
    const { supabase, calls } = fakeClient(
      [access, access],
      new Promise<void>((resolve) => (open = resolve)),
    );
    const resolver = createCostResolver(supabase, { now });
    const all = Array.from({ length: 2000 }, () => resolver.resolve(camera));
    const other = resolver.resolve({ ...camera, costCodeId: "3303" });
    await new Promise((resolve) => setTimeout(resolve));
    open();
    expect(new Set((await Promise.all(all)).map((answer) => answer.access))).toEqual(
      new Set(["approve"]),
    );
    await other;
    expect(calls).toHaveLength(2);
  });

  it("asks again for another user, person, scope, category, agreement or phase (F37)", async () => {
    let signedIn = "liam";
    const { supabase, calls } = fakeClient(Array.from({ length: 12 }, () => access));
    const resolver = createCostResolver(supabase, { now, caller: () => signedIn });
    await resolver.resolve(camera);
    await resolver.resolve(camera, "una");
    await resolver.resolve({ ...camera, scopeId: "grip" });
    await resolver.resolve({ ...camera, category: "below_line" });
    await resolver.resolve({ ...camera, unionAgreementId: null });
    await resolver.resolve({ ...camera, phase: "prep" });
    signedIn = "una";
    await resolver.resolve(camera);
    expect(calls).toHaveLength(7);
    expect(calls[1]).toEqual([
      "get_cost_access",
      { p_cost_code_id: "3302", p_user_id: "una" },
    ]);
    signedIn = "liam";
    await resolver.resolve(camera);
    await resolver.resolve({ ...camera, unionAgreementId: null });
    expect(calls).toHaveLength(7);
  });

  it.each([
    [{ ...camera, phase: "wrap" as const }],
    [{ ...camera, category: "above_line" as const }],
    [{ ...camera, unionAgreementId: "iatse" }],
  ])(
    "keeps no answer that contradicts what it was asked with (F37): %j",
    async (context) => {
      const { supabase, calls } = fakeClient([access, access]);
      const resolver = createCostResolver(supabase, { now });
      expect(await resolver.resolve(context)).toEqual(access);
      await resolver.resolve(context);
      expect(calls).toHaveLength(2);
    },
  );

  it("keeps no answer longer than 300 seconds (F37)", async () => {
    const { supabase, calls } = fakeClient([access, access]);
    const resolver = createCostResolver(supabase, { now });
    await resolver.resolve(camera);
    clock += 299_999;
    await resolver.resolve(camera);
    expect(calls).toHaveLength(1);
    clock += 1;
    await resolver.resolve(camera);
    expect(calls).toHaveLength(2);
  });

  it("keeps 1,024 answers, and drops the one that was not asked for longest (F37)", async () => {
    const { supabase, calls } = fakeClient(Array.from({ length: 1027 }, () => access));
    const resolver = createCostResolver(supabase, { now });
    const ask = (code: number) => resolver.resolve({ ...camera, costCodeId: `${code}` });
    for (let code = 0; code < 1024; code += 1) await ask(code);
    await ask(0);
    expect(calls).toHaveLength(1024);
    await ask(1024);
    await ask(0);
    expect(calls).toHaveLength(1025);
    await ask(1);
    expect(calls).toHaveLength(1026);
  });

  it("outlives no window: valid_until ends an answer to the millisecond (F114)", async () => {
    const ends = { ...access, override_id: "o", valid_until: "2027-03-01T09:00:10+00:00" };
    const { supabase, calls } = fakeClient([ends, { ...access, access: "read" }]);
    const resolver = createCostResolver(supabase, { now });
    await resolver.resolve(camera);
    clock += 9_999;
    expect((await resolver.resolve(camera)).access).toBe("approve");
    clock += 1;
    expect((await resolver.resolve(camera)).access).toBe("read");
    expect(calls).toHaveLength(2);
  });

  it("drops older answers of a scope, and of no other, at a newer version (F114)", async () => {
    const { supabase, calls } = fakeClient([access, access, 8, { ...access, version: 8 }]);
    const resolver = createCostResolver(supabase, { now });
    const grip = { costCodeId: "2501", scopeId: "grip" };
    await resolver.resolve(camera);
    await resolver.resolve(grip);
    await resolver.refresh("camera");
    await resolver.resolve(grip);
    expect(calls).toHaveLength(3);
    await resolver.resolve(camera);
    expect(calls).toHaveLength(4);
  });

  it("drops older answers of a scope where another answer is newer (F114)", async () => {
    const { supabase, calls } = fakeClient([access, { ...access, version: 8 }, access]);
    const resolver = createCostResolver(supabase, { now });
    await resolver.resolve(camera);
    await resolver.resolve({ ...camera, costCodeId: "3303" });
    await resolver.resolve(camera);
    expect(calls).toHaveLength(3);
  });

  it("remembers no failure, and tells all who waited for it", async () => {
    const { supabase, calls } = fakeClient([new Error("gone"), access]);
    const resolver = createCostResolver(supabase, { now });
    const both = await Promise.allSettled([
      resolver.resolve(camera),
      resolver.resolve(camera),
    ]);
    expect(both.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(await resolver.resolve(camera)).toEqual(access);
    expect(calls).toHaveLength(2);
  });

  it("forgets what is under way, too, when it is told to forget", async () => {
    let open = () => {};
    const { supabase, calls } = fakeClient(
      [access, { ...access, access: "denied" }],
      new Promise<void>((resolve) => (open = resolve)),
    );
    const resolver = createCostResolver(supabase, { now });
    const before = resolver.resolve(camera);
    await new Promise((resolve) => setTimeout(resolve));
    resolver.clear();
    const after = resolver.resolve(camera);
    await new Promise((resolve) => setTimeout(resolve));
    open();
    expect((await before).access).toBe("approve");
    expect((await after).access).toBe("denied");
    expect((await resolver.resolve(camera)).access).toBe("denied");
    expect(calls).toHaveLength(2);
  });
});
