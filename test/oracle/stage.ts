/** A small production to ask questions in, so that a test states only what it is about. */
import type { Access, Account, Permission, Role, Session, World } from "./world.ts";

const permission = (key: string): Permission => ({
  key,
  requiresAal2: key === "access:escalate",
  isDelegable: key !== "access:escalate",
});

const account = (id: string): Account => ({
  id,
  kind: "verified",
  email: `${id}@example.org`,
  emailConfirmed: true,
  bannedUntil: null,
  deleted: false,
  anonymous: false,
});

const allows = (key: string, ...keys: string[]): Role => ({
  id: key,
  key,
  scope: null,
  links: keys.map((each) => ({ key: each, policy: "allow" })),
  includes: [],
});

/** An organization with two projects; Alpha has a camera and a sound department. */
export const stage = (): World => ({
  now: 0,
  scopes: [
    { id: "company", type: "organization", parent: null, archived: false },
    { id: "alpha", type: "project", parent: "company", archived: false },
    { id: "beta", type: "project", parent: "company", archived: false },
    { id: "camera", type: "department", parent: "alpha", archived: false },
    { id: "sound", type: "department", parent: "alpha", archived: false },
    { id: "second_unit", type: "unit", parent: "camera", archived: false },
    { id: "elsewhere", type: "organization", parent: null, archived: false },
  ],
  accounts: ["sarah", "linus", "mara"].map(account),
  permissions: [
    "budget:view:all",
    "budget:view:assigned",
    "budget:edit:all",
    "budget:edit:assigned",
    "schedule:view",
    "agenda:edit",
    "clients:edit",
    "staff:manage_users",
    "access:view",
    "access:escalate",
    "audit:view",
    "project:delete",
    "project:view:assigned",
  ].map(permission),
  implications: [
    { key: "budget:view:all", implies: "budget:view:assigned" },
    { key: "budget:edit:all", implies: "budget:edit:assigned" },
    { key: "budget:edit:all", implies: "budget:view:all" },
    { key: "budget:edit:assigned", implies: "budget:view:assigned" },
  ],
  roles: [
    allows(
      "producer",
      "budget:view:all",
      "budget:edit:all",
      "schedule:view",
      "access:view",
    ),
    allows("accountant", "budget:view:assigned", "budget:edit:assigned"),
    allows("crew_member", "schedule:view"),
    {
      ...allows("assistant"),
      links: [
        { key: "agenda:edit", policy: "own" },
        { key: "clients:edit", policy: "locked" },
        { key: "staff:manage_users", policy: "deny" },
      ],
    },
  ],
  accesses: [],
  elevations: [],
  separations: [],
  menu: [],
  rows: [],
  alerts: [],
  events: [],
});

let count = 0;

/** Somebody's access; what is not said is Active, without end and not delegated. */
export const gives = (
  world: World,
  user: string,
  grant: string,
  scope: string,
  rest: Partial<Access> = {},
): Access => {
  count += 1;
  const isRole = world.roles.some((role) => role.id === grant);
  const access: Access = {
    id: `access ${count}`,
    user,
    invitedEmail: null,
    invitedUntil: null,
    scope,
    grant: isRole ? { type: "role", role: grant } : { type: "permission", key: grant },
    status: "Active",
    from: -10,
    until: null,
    delegatedFrom: null,
    ...rest,
  };
  world.accesses.push(access);
  return access;
};

/** A role with a single link, named after it. */
export const roleWith = (
  world: World,
  key: string,
  policy: Role["links"][0]["policy"],
): string => {
  const id = `${policy} ${key}`;
  world.roles.push({ ...allows(id), links: [{ key, policy }] });
  return id;
};

export const as = (user: string | null, rest: Partial<Session> = {}): Session => ({
  user,
  id: `session of ${user}`,
  clientId: null,
  aal: "aal1",
  alive: true,
  factorGone: false,
  narrowedTo: null,
  ...rest,
});

/** Elevated for half an hour, in the first session of that name. */
export const elevates = (world: World, user: string, scope: string, from = -10): void => {
  world.elevations.push({
    id: `elevation of ${user}`,
    user,
    scope,
    session: `session of ${user}`,
    from,
    until: from + 30,
    ended: false,
  });
};
