// Getting, delegating, changing and losing access as a client app lives it, over HTTP.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createResolver } from "../../client/resolver.ts";
import { type EndToEnd, endToEnd, ok, type Person } from "./stack.ts";

let stack: EndToEnd;

// Olivia founds the company, Ines is invited to it, Theo gets something delegated. Mallory belongs
// nowhere.
let olivia: Person;
let ines: Person;
let theo: Person;
let mallory: Person;
let project: string;

beforeAll(async () => {
  stack = await endToEnd();
  olivia = await stack.signUp("olivia");
  ines = await stack.signUp("ines");
  theo = await stack.signUp("theo");
  mallory = await stack.signUp("mallory");
  const company = await ok(
    olivia.supabase.rpc("create_organization", { p_name: "Northlight Pictures" }),
  );
  project = await ok(
    olivia.supabase.rpc("create_project", {
      p_organization_id: company,
      p_name: "Alpha",
    }),
  );
});
afterAll(() => stack?.stop());

const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();

interface Invited {
  access_id: string;
  token: string;
}

describe("an invitation", () => {
  it("opens to whoever has its address, and to nobody else who has its token", async () => {
    const { token, access_id } = (await ok(
      olivia.supabase.rpc("invite_user", {
        p_email: ines.email.toUpperCase(),
        p_scope_id: project,
        p_role_key: "line_producer",
      }),
    )) as unknown as Invited;

    const waiting = await ok(
      ines.supabase.rpc("authorize", {
        p_permission_key: "budget:edit:all",
        p_scope_id: project,
      }),
    );
    expect(waiting).toMatchObject({ allowed: false, reason: "invited" });

    const stolen = await theo.supabase.rpc("accept_invitation", { p_token: token });
    expect(stolen.status).toBe(403);
    const accepted = await ines.supabase.rpc("accept_invitation", { p_token: token });
    expect(accepted.data).toEqual({ ok: true, access_id });
    const granted = await ok(
      ines.supabase.rpc("can", {
        p_permission_key: "budget:edit:all",
        p_scope_id: project,
      }),
    );
    expect(granted).toBe(true);
  });

  it("locks out whoever guesses, with a status and without an error of the server", async () => {
    const statuses: number[] = [];
    for (let tries = 0; tries < 6; tries += 1) {
      const { status } = await theo.supabase.rpc("accept_invitation", {
        p_token: `guess ${tries}`,
      });
      statuses.push(status);
    }
    // One wrong attempt was spent on the token of somebody else.
    expect(statuses).toEqual([404, 404, 404, 404, 429, 429]);
  });
});

describe("a delegation", () => {
  it("F20: counts while its source does, and ends when either side says so", async () => {
    const delegate = () =>
      ines.supabase.rpc("delegate_access", {
        p_user_id: theo.id,
        p_scope_id: project,
        p_permission_keys: ["budget:edit:assigned", "schedule:edit"],
        p_valid_until: inAnHour(),
        p_reason: "on a plane until six",
      });
    const ids = await ok(delegate());
    expect(ids).toHaveLength(2);
    const asked = { p_permission_key: "budget:edit:assigned", p_scope_id: project };
    expect(await ok(theo.supabase.rpc("authorize", asked))).toMatchObject({
      allowed: true,
      reason: "delegated",
    });

    for (const p_access_id of ids) {
      expect(await ok(theo.supabase.rpc("revoke_access", { p_access_id }))).toBe(true);
    }
    expect((await theo.supabase.rpc("can", asked)).data).toBe(false);
  });

  it("F94: delegates nothing that the delegator does not hold", async () => {
    const { error, status } = await ines.supabase.rpc("delegate_access", {
      p_user_id: theo.id,
      p_scope_id: project,
      p_permission_keys: ["transaction:approve"],
      p_valid_until: inAnHour(),
    });
    expect([status, error?.code]).toEqual([403, "42501"]);
    expect(JSON.parse(error?.details ?? "{}")).toEqual({
      error_code: "INSUFFICIENT_PERMISSIONS",
      required_permission: "transaction:approve",
    });
  });
});

describe("a menu item of one's own", () => {
  it("DESIGN 20: travels as an object and shows in the tenant's menu alone", async () => {
    const item = { item_key: "wrap_party", label: "Wrap party", path: "/wrap-party" };
    const id = await ok(
      olivia.supabase.rpc("save_menu_item", { p_scope_id: project, p_item: item }),
    );
    const menu = await ok(
      ines.supabase.rpc("get_user_project_menu", {
        p_user_id: ines.id,
        p_project_id: project,
      }),
    );
    expect(menu.find((each) => each.id === id)).toMatchObject({
      ...item,
      can_access: true,
    });

    const refused = await olivia.supabase.rpc("save_menu_item", {
      p_scope_id: project,
      p_item: { ...item, colour: "red" },
    });
    expect([refused.status, refused.error?.code]).toEqual([400, "22023"]);
    expect(refused.error?.message).toContain("colour");
  });
});

describe("the client's resolver", () => {
  it("F106, F114: answers from memory until the scope has changed", async () => {
    const resolver = createResolver(ines.supabase);
    expect(await resolver.can("schedule:edit", project)).toBe(true);
    const { permissions, menu } = await resolver.session(project);
    expect(permissions).toContainEqual({ key: "schedule:edit", policy: "allow" });
    expect(menu.length).toBeGreaterThan(20);

    await ok(ines.supabase.rpc("leave_scope", { p_scope_id: project }));
    expect(await resolver.can("schedule:edit", project)).toBe(true);
    resolver.clear();
    expect(await resolver.can("schedule:edit", project)).toBe(false);
  });
});

describe("a foreign scope", () => {
  it("P13: answers over HTTP like an unknown one", async () => {
    const ask = async (scope: string) => {
      const { status, error } = await mallory.supabase.rpc("list_accesses", {
        p_scope_id: scope,
      });
      return { status, error };
    };
    const unknown = await ask(randomUUID());
    expect(unknown.status).toBe(404);
    expect(await ask(project)).toEqual(unknown);
    expect(
      (await olivia.supabase.rpc("list_accesses", { p_scope_id: project })).status,
    ).toBe(200);
  });
});
