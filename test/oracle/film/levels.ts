/** The contract on cost access: who may write against which code (F28 to F33, F35). */
import {
  type Access,
  type Code,
  type CostWorld,
  INCLUDES,
  type Level,
  type Phase,
  type Place,
  type Policy,
  SHIPPED,
} from "./productions.ts";

/** The keys that each role allows, implied ones included. */
export type Keys = ReadonlyMap<string, ReadonlySet<string>>;

/** The codes from the root of a code's branch down to it. */
export function pathOf(world: CostWorld, code: Code): Code[] {
  const parent = world.codes.find((each) => each.code === code.parent);
  return [...(parent ? pathOf(world, parent) : []), code];
}

const prefixOf = (code: Code): string => code.code.slice(0, 4);

/** Where the keys of a code are asked: the nearest prefix that has a department says. */
export function placeOf(world: CostWorld, code: Code): Place {
  for (const each of pathOf(world, code).toReversed()) {
    const place = world.prefixes[prefixOf(each)];
    if (place) return place;
  }
  return "Alpha";
}

const roleOf = (access: Access): string | null => {
  if (access.kind === "role") return access.name;
  if (access.kind === "delegated")
    return access.name === "lin" ? "line_producer" : "producer";
  return null;
};

/** The roles by which an access is bound. */
function bondsOf(world: CostWorld, access: Access): string[] {
  const role = roleOf(access);
  if (role === null) return [];
  return [role, ...(INCLUDES[role] ?? [])].filter((each) =>
    [...SHIPPED, ...world.policies].some((policy) => policy.role === each),
  );
}

function allows(keys: Keys, access: Access, key: string): boolean {
  if (access.kind === "key") return keys.get(`key ${access.name}`)?.has(key) ?? false;
  if (access.kind === "role") return keys.get(access.name)?.has(key) ?? false;
  return access.kind === "delegated" && key === "cost:approve";
}

/** The accesses that count at a place: there, or at the production. */
const standingAt = (accesses: Access[], place: Place): Access[] =>
  accesses.filter((access) => access.place === place || access.place === "Alpha");

/** Whether somebody holds a key at a place. */
export function holds(keys: Keys, accesses: Access[], place: Place, key: string): boolean {
  const here = standingAt(accesses, place);
  return (
    !here.some(({ kind, name }) => kind === "denial" && name === key) &&
    here.some((access) => allows(keys, access, key))
  );
}

/** What the most specific policy of a role says about a code in a phase. */
function policyLevel(world: CostWorld, role: string, code: Code, phase: Phase): Level {
  const path = pathOf(world, code).map(prefixOf);
  const rank = (policy: Policy): number[] => [
    policy.ships ? 0 : 1,
    policy.prefix === null ? -1 : path.lastIndexOf(policy.prefix),
    policy.agreement === null ? 0 : 1,
    policy.phase === null ? 0 : 1,
  ];
  const [best] = [...SHIPPED, ...world.policies]
    .filter(
      (policy) =>
        policy.role === role &&
        policy.category === code.category &&
        (policy.prefix === null || path.includes(policy.prefix)) &&
        (policy.agreement === null || policy.agreement === code.agreement) &&
        (policy.phase === null || policy.phase === phase),
    )
    .toSorted((one, other) => {
      const [a, b] = [rank(one), rank(other)];
      const at = a.findIndex((value, index) => value !== b[index]);
      return at < 0 ? 0 : (b[at] ?? 0) - (a[at] ?? 0);
    });
  if (best?.category === "above_line" && best.guild) return "read";
  if (best?.category === "below_line" && best.edit) return "approve";
  return "denied";
}

/** What `resolve_cost_access` has to answer; or what it would, if only these keys freed. */
export function costLevel(
  world: CostWorld,
  keys: Keys,
  accesses: Access[],
  code: Code,
  phase: Phase,
  freeing = ["cost:approve", "transaction:approve"],
): Level {
  const place = placeOf(world, code);
  const here = standingAt(accesses, place);
  const may = (key: string) => holds(keys, accesses, place, key);
  const signs = here.filter((access) => allows(keys, access, "cost:approve"));
  const bound = signs.filter((access) => bondsOf(world, access).length > 0);

  const isFree = freeing.some(
    (key) =>
      may(key) &&
      here.some(
        (access) => allows(keys, access, key) && bondsOf(world, access).length === 0,
      ),
  );
  if (isFree) return "approve";

  const levels = new Set(
    bound
      .flatMap((access) => bondsOf(world, access))
      .map((role) => policyLevel(world, role, code, phase))
      // Of a key that is denied only the bond stays.
      .map((level) => (level === "approve" && !may("cost:approve") ? "read" : level)),
  );
  const reads =
    may("budget:view:assigned") &&
    here.some(
      (access) => allows(keys, access, "budget:view:assigned") && !bound.includes(access),
    );
  if (levels.has("approve")) return "approve";
  return levels.has("read") || reads ? "read" : "denied";
}
