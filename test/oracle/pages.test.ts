import { beforeEach, describe, expect, it } from "vitest";
import { menuOf, permissionsOf, scopesWith, sessionPermissionsOf } from "./lists.ts";
import {
  accessesAt,
  alertsAt,
  delegationsOf,
  eventsAt,
  exportOf,
  inPages,
  invitationsAt,
  matrixAt,
  projectsOf,
  rolesAt,
  type Shown,
} from "./pages.ts";
import { as, gives, roleWith, stage } from "./stage.ts";
import type { World } from "./world.ts";

let world: World;

beforeEach(() => {
  world = stage();
  world.alerts = ["alpha", "camera", "second_unit", "beta"].map((scope, index) => ({
    id: `alert ${scope}`,
    scope,
    subject: null,
    raised: index,
    acknowledged: scope === "beta",
  }));
  world.menu = [{ id: "help", key: null, active: true }];
  world.events = ["alpha", "camera", "gone", "sound"].map((scope) => ({
    id: scope,
    sequence: "alpha",
    scope,
  }));
});

const sarah = as("sarah");
const app = as("sarah", { clientId: "app" });

/** The word in so manieth place of each row, or the refusal. */
const column = (shown: Shown, place: number): Shown =>
  typeof shown === "string" ? shown : shown.map((row) => row.split(" ").at(place) ?? "");

/** What was worked out of a world is remembered, so this makes another one. */
const archive = (scope: string): void => {
  const scopes = world.scopes.map((each) =>
    each.id === scope ? { ...each, archived: true } : each,
  );
  world = { ...world, scopes };
};

describe("a list of a project", () => {
  beforeEach(() => {
    gives(world, "sarah", "access:view", "alpha");
    gives(world, "sarah", "audit:view", "alpha");
    gives(world, "linus", "crew_member", "camera");
    gives(world, "mara", "crew_member", "second_unit");
  });
  const places = () => column(accessesAt(world, sarah, "alpha"), 2);

  it("F24: has its departments in it, at any depth", () => {
    expect(places()).toEqual(["alpha", "alpha", "camera", "second_unit"]);
  });

  it("F93: leaves out where the key is denied, and what lies below it", () => {
    gives(world, "sarah", roleWith(world, "access:view", "deny"), "camera");
    expect(places()).toEqual(["alpha", "alpha"]);
    expect(accessesAt(world, sarah, "camera")).toBe("42501");
  });

  it("F93: leaves out what is archived, but in what audit:view shows", () => {
    archive("camera");
    expect(places()).toEqual(["alpha", "alpha"]);
    expect(alertsAt(world, sarah, "alpha")).toHaveLength(3);
  });

  it("F6: is refused where the key is not held, and absent to strangers", () => {
    expect(accessesAt(world, as("linus"), "camera")).toBe("42501");
    expect(accessesAt(world, as("linus"), "beta")).toBe("PT404");
  });

  it("F24: is cut into pages of so many rows", () => {
    const shown = ["a x", "b x", "c x"];
    expect(inPages(shown, 2)).toEqual(["a b", "c"]);
    expect(inPages(shown, 3)).toEqual(["a b c"]);
    expect(inPages("42501", 3)).toEqual([]);
  });

  it("F97: of invitations has those to an address that still stand", () => {
    const rest = { status: "Invited", invitedEmail: "new@example.org" } as const;
    gives(world, "mara", "crew_member", "camera", { ...rest, invitedUntil: 1 });
    gives(world, "mara", "crew_member", "camera", { ...rest, invitedUntil: 0 });
    const revoked = { ...rest, status: "Revoked", invitedUntil: 9 } as const;
    gives(world, "mara", "crew_member", "camera", revoked);
    expect(column(invitationsAt(world, sarah, "alpha"), -1)).toEqual([
      "invited",
      "expired",
    ]);
  });

  it("F89: of alerts has open ones first, then the newest", () => {
    gives(world, "sarah", "audit:view", "beta");
    world.alerts = world.alerts.map((each) => ({ ...each, scope: "alpha" }));
    expect(column(alertsAt(world, sarah, "alpha"), 1)).toEqual([
      "second_unit",
      "camera",
      "alpha",
      "beta",
    ]);
  });
});

describe("the log", () => {
  beforeEach(() => {
    gives(world, "sarah", "audit:view", "alpha");
  });
  const told = () => column(eventsAt(world, sarah, "camera"), 1);

  it("F47: is told newest first, with what is gone", () => {
    expect(told()).toEqual(["sound", "gone", "camera", "alpha"]);
    expect(exportOf(world, sarah, "alpha")).toEqual(["alpha", "camera", "gone", "sound"]);
  });

  it("F47: is told without a denied department, and then not exported", () => {
    gives(world, "sarah", roleWith(world, "audit:view", "deny"), "camera");
    expect(told()).toEqual(["sound", "gone", "alpha"]);
    expect(exportOf(world, sarah, "alpha")).toBe("42501");
  });
});

describe("roles", () => {
  it("F5: of a tenant are listed to whoever has a live access there", () => {
    const own = roleWith(world, "schedule:view", "own");
    world.roles = world.roles.map((role) =>
      role.id === own ? { ...role, scope: "alpha" } : role,
    );
    expect(rolesAt(world, sarah, "alpha")).not.toContain(own);
    gives(world, "sarah", "access:view", "camera");
    expect(rolesAt(world, sarah, "camera")).toContain(own);
    expect(rolesAt(world, sarah, "beta")).not.toContain(own);
    expect(matrixAt(world, sarah, "camera")).toContain(`${own} schedule:view own t`);
  });

  it("F10: grant a key by its strongest policy, linked or implied", () => {
    gives(world, "sarah", "access:view", "alpha");
    expect(matrixAt(world, sarah, "alpha")).toContain(
      "producer budget:view:assigned allow f",
    );
    expect(matrixAt(world, sarah, "alpha")).toContain("producer budget:view:all allow t");
  });
});

describe("one's own lists", () => {
  it("F16: name the projects that one works in, with the roles that count there", () => {
    gives(world, "sarah", "crew_member", "camera");
    gives(world, "sarah", "producer", "alpha", { until: 0 });
    expect(projectsOf(world, sarah)).toEqual(["alpha {crew_member}"]);
    archive("alpha");
    expect(projectsOf(world, sarah)).toEqual([]);
  });

  it("F16: name the projects that one oversees, unless denied there", () => {
    gives(world, "sarah", roleWith(world, "project:view:assigned", "allow"), "company");
    expect(projectsOf(world, sarah)).toEqual([]);
    gives(world, "sarah", "access:view", "beta");
    expect(projectsOf(world, sarah)).toEqual(["beta {allow project:view:assigned}"]);
    gives(world, "sarah", roleWith(world, "project:view:assigned", "deny"), "beta");
    expect(projectsOf(world, sarah)).toEqual([]);
  });

  it("F20: name what one delegates and is delegated, and what has become of it", () => {
    const source = gives(world, "linus", "schedule:view", "alpha");
    gives(world, "sarah", "schedule:view", "alpha", { delegatedFrom: source.id });
    expect(delegationsOf(world, sarah)[0]).toMatch(/received live$/);
    expect(delegationsOf(world, as("linus"))[0]).toMatch(/given live$/);
    source.until = 0;
    expect(delegationsOf(world, sarah)[0]).toMatch(/received expired$/);
    Object.assign(world.accounts[1] ?? {}, { deleted: true });
    expect(delegationsOf(world, sarah)[0]).toMatch(/received withdrawn$/);
  });
});

describe("an app's token", () => {
  it("F131: is shown nothing that its person is shown", () => {
    gives(world, "sarah", "producer", "alpha");
    gives(world, "sarah", "audit:view", "alpha");
    const shown = (by: typeof sarah) => [
      accessesAt(world, by, "alpha"),
      alertsAt(world, by, "alpha"),
      eventsAt(world, by, "alpha"),
      exportOf(world, by, "alpha"),
      matrixAt(world, by, "alpha"),
      rolesAt(world, by, "alpha"),
      projectsOf(world, by),
      menuOf(world, by, "sarah", "alpha"),
      permissionsOf(world, by, "sarah", "alpha"),
      [...sessionPermissionsOf(world, by, "alpha")],
      [...scopesWith(world, by, "schedule:view")],
    ];
    const refused = ["42501", "42501", "42501", "42501", "42501"];
    expect(shown(app)).toEqual([...refused, "42501", [], null, null, [], []]);
    for (const list of shown(sarah)) expect(list).not.toEqual("42501");
    expect(shown(sarah)).not.toContainEqual([]);
    expect(shown(sarah)).not.toContain(null);
  });
});
