import { beforeEach, describe, expect, it } from "vitest";
import {
  isWithin,
  menuOf,
  permissionsOf,
  scopesWith,
  scopesWithOwn,
  sessionPermissionsOf,
} from "./lists.ts";
import { as, elevates, gives, roleWith, stage } from "./stage.ts";
import type { World } from "./world.ts";

let world: World;

beforeEach(() => {
  world = stage();
  world.menu = [null, "budget:view:assigned", "agenda:edit", "clients:edit"].map((key) => ({
    id: key ?? "help",
    key,
    active: true,
  }));
});

const sarah = as("sarah");

/** The items that open. */
const opens = (user: string, scope: string, by = sarah): string[] | null => {
  const menu = menuOf(world, by, user, scope);
  return menu && [...menu].flatMap(([item, isOpen]) => (isOpen ? [item.id] : []));
};

const scopesFor = (key: string, by = sarah) => [...scopesWith(world, by, key)].toSorted();

const narrowed = (narrowedTo: string) =>
  scopesFor("schedule:view", as("sarah", { narrowedTo }));

describe("the menu", () => {
  it("F13: shows every active item, and opens those without a key to everybody", () => {
    world.menu.push({ id: "gone", key: null, active: false });
    expect(menuOf(world, sarah, "sarah", "nowhere")?.size).toBe(4);
    expect(opens("sarah", "nowhere")).toEqual(["help"]);
    expect(opens("sarah", "alpha")).toEqual(["help"]);
  });

  it("F14: opens what is held in the project or the organization", () => {
    gives(world, "sarah", "budget:view:all", "company");
    expect(opens("sarah", "alpha")).toEqual(["help", "budget:view:assigned"]);
  });

  it("F13: counts own as held, and locked only while elevated", () => {
    gives(world, "sarah", "assistant", "alpha");
    expect(opens("sarah", "alpha")).toEqual(["help", "agenda:edit"]);
    elevates(world, "sarah", "alpha");
    expect(opens("sarah", "alpha")).toEqual(["help", "agenda:edit", "clients:edit"]);
  });

  it("F13: a grant on a department opens the page of its project, and of no other", () => {
    gives(world, "sarah", "accountant", "camera");
    expect(opens("sarah", "alpha")).toEqual(["help", "budget:view:assigned"]);
    expect(opens("sarah", "beta")).toEqual(["help"]);
    expect(opens("sarah", "company")).toEqual(["help"]);
  });

  it("F13: of another user is shown to holders of access:view there", () => {
    gives(world, "linus", "accountant", "alpha");
    gives(world, "sarah", "producer", "beta");
    expect(opens("linus", "alpha")).toBeNull();
    gives(world, "sarah", "producer", "alpha");
    expect(opens("linus", "alpha")).toEqual(["help", "budget:view:assigned"]);
  });
});

describe("the list of permissions", () => {
  it("F18: names each key with its strongest policy, closed under implication", () => {
    gives(world, "sarah", "budget:edit:assigned", "alpha");
    gives(world, "sarah", roleWith(world, "budget:view:assigned", "own"), "alpha");
    gives(world, "sarah", roleWith(world, "schedule:view", "own"), "alpha");
    expect(permissionsOf(world, sarah, "sarah", "camera")).toEqual(
      new Map([
        ["budget:view:assigned", "allow"],
        ["budget:edit:assigned", "allow"],
        ["schedule:view", "own"],
      ]),
    );
  });

  it("F102: leaves out what the session is too weak for", () => {
    gives(world, "sarah", "access:escalate", "alpha");
    expect(permissionsOf(world, sarah, "sarah", "alpha")?.size).toBe(0);
    const strong = as("sarah", { aal: "aal2" });
    expect(permissionsOf(world, strong, "sarah", "alpha")?.size).toBe(1);
  });

  it("F50: shows a locked key to its holder's own interface only", () => {
    gives(world, "sarah", "assistant", "alpha");
    expect(permissionsOf(world, sarah, "sarah", "alpha")?.has("clients:edit")).toBe(false);
    expect(sessionPermissionsOf(world, sarah, "alpha").get("clients:edit")).toBe("locked");
  });
});

describe("the sets that policies ask for", () => {
  it("F107: name projects, and departments where the key is held only there", () => {
    gives(world, "sarah", "crew_member", "company");
    expect(scopesFor("schedule:view")).toEqual(["alpha", "beta"]);
    gives(world, "sarah", "accountant", "camera");
    expect(scopesFor("budget:view:assigned")).toEqual(["camera", "second_unit"]);
  });

  it("F50: leave out denied scopes with all below them, and archived ones", () => {
    gives(world, "sarah", "crew_member", "company");
    gives(world, "sarah", roleWith(world, "schedule:view", "deny"), "alpha");
    expect(scopesFor("schedule:view")).toEqual(["beta"]);
    Object.assign(world.scopes[2] ?? {}, { archived: true });
    expect(scopesFor("schedule:view")).toEqual([]);
  });

  it("F50: name locked scopes while elevated there", () => {
    gives(world, "sarah", "assistant", "company");
    elevates(world, "sarah", "alpha");
    expect(scopesFor("clients:edit")).toEqual(["alpha"]);
    expect(scopesWithOwn(world, sarah, "clients:edit").size).toBe(0);
    expect(scopesWithOwn(world, sarah, "agenda:edit").size).toBe(2);
  });

  it("F102: are empty where the second factor is asked for and absent", () => {
    gives(world, "sarah", "access:escalate", "alpha");
    expect(scopesFor("access:escalate")).toEqual([]);
    expect(scopesFor("access:escalate", as("sarah", { aal: "aal2" }))).toEqual(["alpha"]);
  });

  it("F6: are narrowed by the project that a request names, or whose department it names", () => {
    gives(world, "sarah", "crew_member", "company");
    expect(narrowed("beta")).toEqual(["beta"]);
    expect(narrowed("camera")).toEqual(["alpha"]);
    expect(narrowed("nowhere")).toEqual([]);
  });

  it("F95: let a policy show the rows of those projects, and one's own rows", () => {
    gives(world, "sarah", "assistant", "alpha");
    const row = { id: "row", project: "alpha", department: null };
    expect(isWithin(world, sarah, "agenda:edit", { ...row, owner: "sarah" })).toBe(true);
    expect(isWithin(world, sarah, "agenda:edit", { ...row, owner: "linus" })).toBe(false);
    expect(isWithin(world, sarah, "agenda:edit", { ...row, owner: null })).toBe(false);
    gives(world, "sarah", "agenda:edit", "camera");
    const inCamera = { ...row, department: "camera", owner: null };
    expect(isWithin(world, sarah, "agenda:edit", inCamera)).toBe(true);
  });
});
