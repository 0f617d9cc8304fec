/** Random accesses of a world: windows around its clock, statuses, and what is delegated from them. */
import type { Dice } from "./dice.ts";
import { idOf } from "./dice.ts";
import { CORE_KEYS, OWN_KEYS } from "./keys.ts";
import type { Access, Grant, World } from "./world.ts";
import { chainOf, isAtOrBelow } from "./world.ts";

/** From and until, in minutes around the clock. */
type Window = [number, number | null];

const LIVE: Window[] = [
  [-20, null],
  [-20, 20],
  [-1, 1],
  [0, null],
  [0, 1],
];
const OVER: Window[] = [
  [-20, -5],
  [-20, 0],
  [-1, 0],
];
const AHEAD: Window[] = [
  [1, null],
  [1, 20],
  [5, 6],
];

const around = (now: number, [from, until]: Window): Window => [
  now + from,
  until === null ? null : now + until,
];

/** Mostly a window that holds now; also those which end or begin at this very moment. */
const drawWindow = ({ chance, pick }: Dice, now: number): Window =>
  around(now, pick(chance(70) ? LIVE : chance(55) ? OVER : AHEAD));

/** A window that has begun. */
export const drawPast = ({ chance, pick }: Dice, now: number): Window =>
  around(now, pick(chance(75) ? LIVE : OVER));

/** The same thing is not held twice at the same time. */
const isHeldTwice = (a: Access, b: Access): boolean =>
  a.user === b.user &&
  a.scope === b.scope &&
  JSON.stringify(a.grant) === JSON.stringify(b.grant) &&
  a.delegatedFrom === b.delegatedFrom &&
  a.status === "Active" &&
  b.status === "Active" &&
  (a.until === null || b.from < a.until) &&
  (b.until === null || a.from < b.until);

export const drawAccesses = (dice: Dice, world: World): Access[] => {
  const { between, chance, pick } = dice;
  const accesses: Access[] = [];
  const add = (access: Access): void => {
    if (!accesses.some((other) => isHeldTwice(other, access))) accesses.push(access);
  };
  for (let left = between(2, 9); left > 0; left -= 1) {
    const role = pick(world.roles);
    const scopes = world.scopes.filter(
      ({ id }) => role.scope === null || isAtOrBelow(world, id, role.scope),
    );
    const key = pick(chance(75) ? OWN_KEYS : CORE_KEYS);
    const grant: Grant = chance(75)
      ? { type: "role", role: role.id }
      : { type: "permission", key };
    const [from, until] = drawWindow(dice, world.now);
    const { id: user, email } = pick(world.accounts);
    const status = chance(80) ? "Active" : chance(60) ? "Invited" : "Revoked";
    // One that was taken back keeps its address.
    const isToAddress =
      (status === "Invited" && chance(40)) || (status === "Revoked" && chance(10));
    add({
      id: idOf("access", accesses.length),
      user: isToAddress ? null : user,
      invitedEmail: isToAddress ? email : null,
      invitedUntil: isToAddress ? world.now + pick([-1, 0, 1, 9_999]) : null,
      scope: pick(grant.type === "role" ? scopes : world.scopes).id,
      grant,
      status,
      from,
      until,
      delegatedFrom: null,
    });
  }
  for (const access of drawReader(dice, world, accesses)) {
    add({ ...access, id: idOf("access", accesses.length) });
  }
  for (let left = between(0, 4); left > 0; left -= 1) {
    const delegation = drawDelegation(dice, world, accesses);
    if (delegation !== null) add(delegation);
  }
  return accesses;
};

/** The keys that lists ask for. */
export const READING_KEYS = ["access:view", "audit:view"];

/** Somebody reads the lists of a project, or its company, and is often shut out of a department. */
const drawReader = (dice: Dice, world: World, accesses: Access[]): Access[] => {
  const { chance, pick } = dice;
  const departments = world.scopes.filter(({ type }) => type === "department");
  if (departments.length === 0 || !chance(60)) return [];
  const department = pick(departments);
  const user = pick(world.accounts).id;
  const lasting = (scope: string, grant: Grant): Access => ({
    id: idOf("access", accesses.length),
    user,
    invitedEmail: null,
    invitedUntil: null,
    scope,
    grant,
    status: "Active",
    from: world.now - 20,
    until: null,
    delegatedFrom: null,
  });
  const key = pick(READING_KEYS);
  const above = chainOf(world, department.id).slice(1);
  const top = chance(70) ? above.at(0) : above.at(-1);
  const reader = lasting(top?.id ?? department.id, { type: "permission", key });
  const role = world.roles.find(
    ({ scope, links }) =>
      scope === null && links.some((link) => link.policy === "deny" && link.key === key),
  );
  const shut =
    role === undefined || !chance(70)
      ? []
      : [lasting(department.id, { type: "role", role: role.id })];
  return [reader, ...shut, ...drawOffers(dice, world, reader)];
};

/** Invitations that the reader of a list is shown: open, over at this moment, taken back. */
const drawOffers = ({ chance, pick }: Dice, world: World, reader: Access): Access[] => {
  const role = world.roles.find(({ scope }) => scope === null);
  if (role === undefined) return [];
  return (["Invited", "Revoked"] as const)
    .filter(() => chance(60))
    .map((status) => ({
      ...reader,
      user: null,
      invitedEmail: pick(world.accounts).email,
      invitedUntil: world.now + pick([-1, 0, 0, 1]),
      grant: { type: "role", role: role.id },
      status,
    }));
};

/** A part of somebody's access, delegated to somebody else at or below its scope; sometimes delegated on. */
const drawDelegation = (dice: Dice, world: World, accesses: Access[]): Access | null => {
  const { chance, pick } = dice;
  const sources = accesses.filter(
    ({ status, user }) => status !== "Invited" && user !== null,
  );
  if (sources.length === 0) return null;
  const source = pick(sources);
  const lendable = keysOf(world, source).filter((key) =>
    world.permissions.some((each) => each.key === key && each.isDelegable),
  );
  const others = world.accounts.filter((account) => account.id !== source.user);
  if (lendable.length === 0 || others.length === 0) return null;
  const below = world.scopes.filter(({ id }) => isAtOrBelow(world, id, source.scope));
  const [from, until] = drawWindow(dice, world.now);
  return {
    id: idOf("access", accesses.length),
    user: pick(others).id,
    invitedEmail: null,
    invitedUntil: null,
    scope: pick(below).id,
    grant: { type: "permission", key: pick(lendable) },
    status: chance(90) ? "Active" : "Revoked",
    from,
    until,
    delegatedFrom: source.id,
  };
};

/** The keys that an access names, and one step of what they imply: enough to aim at. */
export const keysOf = (world: World, { grant }: Access): string[] => {
  if (grant.type === "permission") return impliedBy(world, grant.key);
  const roles = world.roles.filter((role) => role.id === grant.role);
  const included = world.roles.filter((role) => roles[0]?.includes.includes(role.id));
  return [...roles, ...included].flatMap((role) =>
    role.links.flatMap((link) => impliedBy(world, link.key)),
  );
};

const impliedBy = (world: World, key: string): string[] => [
  key,
  key,
  ...world.implications.filter((edge) => edge.key === key).map((edge) => edge.implies),
];
