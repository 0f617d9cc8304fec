import { beforeEach, describe, expect, it } from "vitest";
import { decide } from "./oracle.ts";
import { as, elevates, gives, roleWith, stage } from "./stage.ts";
import type { World } from "./world.ts";

let world: World;

beforeEach(() => {
  world = stage();
});

const sarah = as("sarah");

/** In short: what Sarah is told. */
const told = (
  key: string,
  scope: string | null,
  owner: string | null = null,
  by = sarah,
) => {
  const { allowed, reason } = decide(world, by, key, scope, owner);
  return `${allowed ? "yes" : "no"}, ${reason}`;
};

describe("the decision table, row by row", () => {
  it("F131: an app's token answers no, whatever its person holds", () => {
    gives(world, "sarah", "producer", "alpha");
    const app = as("sarah", { clientId: "app" });
    expect(told("schedule:view", "alpha", null, app)).toBe("no, client_not_allowed");
    expect(told("no:such_key", "nowhere", null, app)).toBe("no, client_not_allowed");
    expect(told("schedule:view", "alpha")).toBe("yes, granted");
    Object.assign(world.accounts[0] ?? {}, { deleted: true });
    expect(told("schedule:view", "alpha", null, app)).toBe("no, no_session");
  });

  it("F3: a producer's :all answers for :assigned in the project", () => {
    gives(world, "sarah", "producer", "alpha");
    expect(told("budget:view:assigned", "alpha")).toBe("yes, granted");
  });

  it("F3: :assigned does not answer for :all", () => {
    gives(world, "sarah", "budget:view:assigned", "alpha");
    expect(told("budget:view:all", "alpha")).toBe("no, no_permission");
    expect(told("budget:view:assigned", "alpha")).toBe("yes, granted");
  });

  it("F2: :assigned at the organization reaches no project that one has no access in", () => {
    gives(world, "sarah", "accountant", "company");
    expect(told("budget:view:assigned", "alpha")).toBe("no, no_permission");
  });

  it("F2: :assigned at the organization reaches the one project with crew membership", () => {
    gives(world, "sarah", "accountant", "company");
    gives(world, "sarah", "crew_member", "alpha");
    expect(told("budget:view:assigned", "alpha")).toBe("yes, granted");
    expect(told("budget:view:assigned", "beta")).toBe("no, no_permission");
  });

  it("F2: :all at the organization, or what it implies, reaches every project and department", () => {
    gives(world, "sarah", "budget:view:all", "company");
    for (const scope of ["alpha", "beta", "camera"]) {
      expect(told("budget:view:all", scope)).toBe("yes, granted");
      expect(told("budget:view:assigned", scope)).toBe("yes, granted");
    }
  });

  it("F6: a producer in Alpha cannot tell Beta from a scope that does not exist", () => {
    gives(world, "sarah", "producer", "alpha");
    expect(told("schedule:view", "beta")).toBe("no, unknown_scope");
    expect(told("schedule:view", "nowhere")).toBe("no, unknown_scope");
    expect(told("schedule:view", "alpha")).toBe("yes, granted");
  });

  it("F93: a key at the project reaches its departments", () => {
    gives(world, "sarah", "crew_member", "alpha");
    expect(told("schedule:view", "camera")).toBe("yes, granted");
  });

  it("F93: a key at the department never reaches up", () => {
    gives(world, "sarah", "budget:edit:assigned", "camera");
    expect(told("budget:edit:assigned", "alpha")).toBe("no, no_permission");
    expect(told("budget:edit:assigned", "camera")).toBe("yes, granted");
  });

  it("F50: a deny at the project wins over an allow from the organization", () => {
    gives(world, "sarah", "budget:edit:all", "company");
    gives(world, "sarah", roleWith(world, "budget:edit:all", "deny"), "alpha");
    expect(told("budget:edit:all", "alpha")).toBe("no, denied");
    expect(told("budget:edit:all", "beta")).toBe("yes, granted");
  });

  it("F50: a deny does not travel to what the key implies", () => {
    gives(world, "sarah", "budget:edit:all", "company");
    gives(world, "sarah", roleWith(world, "budget:edit:all", "deny"), "alpha");
    expect(told("budget:view:all", "alpha")).toBe("yes, granted");
  });

  it("F50: own asks who the owner is, and null owns nothing", () => {
    gives(world, "sarah", "assistant", "alpha");
    expect(told("agenda:edit", "alpha", "sarah")).toBe("yes, own");
    expect(told("agenda:edit", "alpha", "linus")).toBe("no, not_owner");
    expect(told("agenda:edit", "alpha")).toBe("no, not_owner");
  });

  it("F50: locked opens while elevated, in the session that is elevated", () => {
    gives(world, "sarah", "assistant", "alpha");
    expect(told("clients:edit", "alpha")).toBe("no, needs_master_code");
    elevates(world, "sarah", "alpha");
    expect(told("clients:edit", "alpha")).toBe("yes, elevated");
    const other = as("sarah", { id: "another" });
    expect(told("clients:edit", "alpha", null, other)).toBe("no, needs_master_code");
  });

  it("F50: locked through one role and allow through a direct grant is an allow", () => {
    gives(world, "sarah", "assistant", "alpha");
    gives(world, "sarah", "clients:edit", "alpha");
    expect(told("clients:edit", "alpha")).toBe("yes, granted");
  });

  it("F50: elevation does not lift a deny", () => {
    gives(world, "sarah", "assistant", "alpha");
    elevates(world, "sarah", "alpha");
    expect(told("staff:manage_users", "alpha")).toBe("no, denied");
  });

  it.each([
    ["invited", { status: "Invited" as const }],
    ["revoked", { status: "Revoked" as const }],
    ["expired", { until: 0 }],
    ["not_yet_valid", { from: 1 }],
  ])(
    "F13, F98: an access that is %s is the reason, if there is nothing else",
    (reason, how) => {
      gives(world, "sarah", "crew_member", "alpha", how);
      expect(told("schedule:view", "alpha")).toBe(`no, ${reason}`);
    },
  );

  it("F98: of two accesses, one expired and one live, the live one answers", () => {
    gives(world, "sarah", "crew_member", "alpha", { until: -1 });
    gives(world, "sarah", "schedule:view", "alpha");
    expect(told("schedule:view", "alpha")).toBe("yes, granted");
  });

  it("F20, F95: a delegated key ends with the delegator's access", () => {
    const source = gives(world, "linus", "producer", "alpha");
    gives(world, "sarah", "schedule:view", "alpha", { delegatedFrom: source.id });
    expect(told("schedule:view", "alpha")).toBe("yes, delegated");
    source.status = "Revoked";
    expect(told("schedule:view", "alpha")).toBe("no, revoked");
  });

  it("F102: a key that asks for the second factor is refused to a session without it", () => {
    gives(world, "sarah", "access:escalate", "company");
    expect(told("access:escalate", "company")).toBe("no, needs_aal2");
    expect(decide(world, sarah, "access:escalate", "company").remedy).toBe("step_up_mfa");
    const strong = as("sarah", { aal: "aal2" });
    expect(told("access:escalate", "company", null, strong)).toBe("yes, granted");
  });

  it.each(["Budget:view:all", "budget:view:all ", "budget:*"])(
    "F1, F51: %j is no key",
    (key) => {
      gives(world, "sarah", "producer", "alpha");
      expect(told(key, "alpha")).toBe("no, unknown_permission");
    },
  );

  it("F95: a valid token of a banned, deleted or anonymous account is no session", () => {
    gives(world, "sarah", "producer", "alpha");
    const account = world.accounts.find(({ id }) => id === "sarah");
    for (const how of [{ bannedUntil: 1 }, { deleted: true }, { anonymous: true }]) {
      Object.assign(account ?? {}, how);
      expect(told("schedule:view", "alpha")).toBe("no, no_session");
      Object.assign(account ?? {}, { bannedUntil: 0, deleted: false, anonymous: false });
    }
    expect(told("schedule:view", "alpha")).toBe("yes, granted");
  });
});

describe("the order in which a no is explained", () => {
  it("F51: the key is looked at before the scope", () => {
    expect(told("no:such_key", "nowhere")).toBe("no, unknown_permission");
    expect(told("schedule:view", null)).toBe("no, unknown_scope");
  });

  it("F6: an access of any status, at, above or below, makes a member", () => {
    gives(world, "sarah", "crew_member", "camera", { status: "Revoked" });
    expect(told("schedule:view", "alpha")).toBe("no, no_permission");
    expect(told("schedule:view", "company")).toBe("no, no_permission");
    expect(told("schedule:view", "second_unit")).toBe("no, revoked");
    expect(told("schedule:view", "sound")).toBe("no, unknown_scope");
  });

  it("F93: an archive keeps its log and its way back, for members", () => {
    gives(world, "sarah", "producer", "alpha");
    gives(world, "sarah", "audit:view", "alpha");
    gives(world, "sarah", "project:delete", "alpha");
    gives(world, "linus", "producer", "beta");
    const alpha = world.scopes.find(({ id }) => id === "alpha");
    Object.assign(alpha ?? {}, { archived: true });
    expect(told("schedule:view", "alpha")).toBe("no, archived");
    expect(told("schedule:view", "camera")).toBe("no, archived");
    expect(told("audit:view", "alpha")).toBe("yes, granted");
    expect(told("project:delete", "camera")).toBe("yes, granted");
    expect(told("schedule:view", "alpha", null, as("linus"))).toBe("no, unknown_scope");
  });

  it("F102: the second factor is asked for only where the answer would be yes", () => {
    const escalate = world.permissions.find(({ key }) => key === "clients:edit");
    Object.assign(escalate ?? {}, { requiresAal2: true });
    gives(world, "sarah", "assistant", "alpha");
    expect(told("clients:edit", "alpha")).toBe("no, needs_master_code");
    elevates(world, "sarah", "alpha");
    expect(told("clients:edit", "alpha")).toBe("no, needs_aal2");
  });

  it("F98: of several accesses that are not live, invited comes first and revoked last", () => {
    gives(world, "sarah", "crew_member", "alpha", { status: "Revoked" });
    expect(told("schedule:view", "alpha")).toBe("no, revoked");
    gives(world, "sarah", "crew_member", "alpha", { until: -1 });
    expect(told("schedule:view", "alpha")).toBe("no, expired");
    gives(world, "sarah", "crew_member", "alpha", { from: 1 });
    expect(told("schedule:view", "alpha")).toBe("no, not_yet_valid");
    gives(world, "sarah", "crew_member", "alpha", { status: "Invited" });
    expect(told("schedule:view", "alpha")).toBe("no, invited");
  });

  it("F98: an invitation to an address is for whoever has confirmed it", () => {
    const how = {
      user: null,
      invitedEmail: "sarah@example.org",
      status: "Invited" as const,
    };
    gives(world, "sarah", "crew_member", "alpha", how);
    expect(told("schedule:view", "alpha")).toBe("no, invited");
    Object.assign(world.accounts[0] ?? {}, { emailConfirmed: false });
    expect(told("schedule:view", "alpha")).toBe("no, unknown_scope");
  });

  it("F98: an access that would not have answered yes explains nothing", () => {
    gives(world, "sarah", "assistant", "alpha", { until: -1 });
    expect(told("agenda:edit", "alpha", "linus")).toBe("no, no_permission");
    expect(told("agenda:edit", "alpha", "sarah")).toBe("no, expired");
    expect(told("clients:edit", "alpha")).toBe("no, no_permission");
    expect(told("staff:manage_users", "alpha")).toBe("no, no_permission");
  });
});

describe("how far a key reaches", () => {
  it("F2: what :assigned implies reaches no further than it, what :all implies does", () => {
    gives(world, "sarah", "accountant", "company");
    expect(told("budget:view:assigned", "beta")).toBe("no, no_permission");
    gives(world, "sarah", "budget:edit:all", "company");
    expect(told("budget:edit:assigned", "beta")).toBe("yes, granted");
  });

  it("F2: a deny on :assigned at the organization stops only in one's own projects", () => {
    gives(world, "sarah", "budget:view:all", "company");
    gives(world, "sarah", roleWith(world, "budget:view:assigned", "deny"), "company");
    gives(world, "sarah", "crew_member", "camera");
    expect(told("budget:view:assigned", "alpha")).toBe("no, denied");
    expect(told("budget:view:assigned", "beta")).toBe("yes, granted");
  });

  it("F2: an access in a department opens its whole project, a delegated or dead one does not", () => {
    gives(world, "sarah", "accountant", "company");
    const source = gives(world, "linus", "producer", "alpha");
    gives(world, "sarah", "schedule:view", "alpha", { delegatedFrom: source.id });
    gives(world, "sarah", "schedule:view", "alpha", { until: 0 });
    gives(world, "sarah", "schedule:view", "alpha", { status: "Invited" });
    expect(told("budget:view:assigned", "alpha")).toBe("no, no_permission");
    gives(world, "sarah", "crew_member", "camera");
    expect(told("budget:view:assigned", "sound")).toBe("yes, granted");
  });

  it("F2: :assigned held at the organization says nothing about the organization", () => {
    gives(world, "sarah", "accountant", "company");
    gives(world, "sarah", "crew_member", "alpha");
    expect(told("budget:view:assigned", "company")).toBe("no, no_permission");
  });

  it("F98: a window holds its beginning and not its end", () => {
    gives(world, "sarah", "crew_member", "alpha", { from: 0, until: 1 });
    expect(told("schedule:view", "alpha")).toBe("yes, granted");
    world.now = 1;
    expect(told("schedule:view", "alpha")).toBe("no, expired");
  });

  it("F93: a role brings the links of those it includes, and of no further ones", () => {
    const [producer, accountant, crew] = world.roles;
    producer?.includes.push("assistant");
    crew?.includes.push("accountant");
    accountant?.includes.push("assistant");
    gives(world, "sarah", "crew_member", "alpha");
    expect(told("budget:edit:assigned", "alpha")).toBe("yes, granted");
    expect(told("staff:manage_users", "alpha")).toBe("no, no_permission");
    gives(world, "sarah", "producer", "alpha");
    expect(told("staff:manage_users", "alpha")).toBe("no, denied");
  });

  it("F55: an elevation reaches down from its scope and ends on time", () => {
    gives(world, "sarah", "assistant", "company");
    elevates(world, "sarah", "alpha");
    expect(told("clients:edit", "camera")).toBe("yes, elevated");
    expect(told("clients:edit", "beta")).toBe("no, needs_master_code");
    expect(told("clients:edit", "alpha", null, as("sarah", { alive: false }))).toBe(
      "no, needs_master_code",
    );
    world.now = 20;
    expect(told("clients:edit", "camera")).toBe("no, needs_master_code");
  });
});

/** Linus is a producer of the company and delegates Sarah one of his keys. */
const delegate = (key: string, scope = "alpha") => {
  const source = gives(world, "linus", "producer", "company");
  return {
    source,
    delegated: gives(world, "sarah", key, scope, { delegatedFrom: source.id }),
  };
};

describe("what is delegated", () => {
  it("F20: reaches what the delegated key implies, at its own scope and below", () => {
    delegate("budget:edit:all");
    expect(told("budget:view:assigned", "camera")).toBe("yes, delegated");
    expect(told("budget:view:assigned", "company")).toBe("no, no_permission");
    expect(told("schedule:view", "alpha")).toBe("no, no_permission");
  });

  it("F20: ends when the source no longer grants the key, without another reason", () => {
    delegate("schedule:view");
    world.roles[0]?.links.splice(2, 1);
    expect(told("schedule:view", "alpha")).toBe("no, no_permission");
  });

  it("F20: needs a source that allows, not one that is own or locked", () => {
    const source = gives(world, "linus", "assistant", "company");
    gives(world, "sarah", "agenda:edit", "alpha", { delegatedFrom: source.id });
    expect(told("agenda:edit", "alpha", "sarah")).toBe("no, no_permission");
  });

  it("F20: stops where a deny stops the delegator, and only there", () => {
    delegate("schedule:view", "company");
    gives(world, "linus", roleWith(world, "schedule:view", "deny"), "alpha");
    expect(told("schedule:view", "alpha")).toBe("no, no_permission");
    expect(told("schedule:view", "beta")).toBe("yes, delegated");
  });

  it("F94: brings nothing that the delegator is denied, implied or not", () => {
    delegate("budget:edit:all");
    gives(world, "linus", roleWith(world, "budget:view:all", "deny"), "alpha");
    expect(told("budget:view:all", "alpha")).toBe("no, no_permission");
    expect(told("budget:edit:all", "alpha")).toBe("yes, delegated");
  });

  it("F50: does not outweigh a deny of one's own", () => {
    delegate("schedule:view");
    gives(world, "sarah", roleWith(world, "schedule:view", "deny"), "alpha");
    expect(told("schedule:view", "alpha")).toBe("no, denied");
  });

  it("F50: is an allow, and so comes after one's own allow and before own and locked", () => {
    delegate("schedule:view");
    gives(world, "sarah", roleWith(world, "schedule:view", "own"), "alpha");
    expect(told("schedule:view", "alpha", "sarah")).toBe("yes, delegated");
    gives(world, "sarah", "schedule:view", "alpha");
    expect(told("schedule:view", "alpha", "sarah")).toBe("yes, granted");
  });

  it("F95: ends with the delegator's account", () => {
    delegate("schedule:view");
    Object.assign(world.accounts[1] ?? {}, { deleted: true });
    expect(told("schedule:view", "alpha")).toBe("no, no_permission");
  });

  it("F20: is expired when its source is, and when it is itself", () => {
    const { source, delegated } = delegate("schedule:view");
    source.until = 0;
    expect(told("schedule:view", "alpha")).toBe("no, expired");
    source.until = null;
    expect(told("schedule:view", "alpha")).toBe("yes, delegated");
    delegated.until = 0;
    expect(told("schedule:view", "alpha")).toBe("no, expired");
  });

  it("F20: hangs on every link of a chain", () => {
    const { source, delegated } = delegate("schedule:view");
    gives(world, "mara", "schedule:view", "camera", { delegatedFrom: delegated.id });
    expect(told("schedule:view", "camera", null, as("mara"))).toBe("yes, delegated");
    source.status = "Revoked";
    expect(told("schedule:view", "camera", null, as("mara"))).toBe("no, revoked");
  });
});
