/** How long an answer may be kept: until the world alone, by its clock, would change it. */
import { textOf } from "./text.ts";
import type { World } from "./world.ts";

/** Every later moment at which something begins or ends. */
const turningPoints = (world: World): number[] => {
  const times = [
    ...world.accesses.flatMap(({ from, until }) => [from, until]),
    ...world.elevations.map(({ until }) => until),
    ...world.accounts.map(({ bannedUntil }) => bannedUntil),
  ];
  const later = times.filter((time) => time !== null && time > world.now) as number[];
  return [...new Set(later)].toSorted((a, b) => a - b);
};

const futures = new WeakMap<World, World[]>();

/** The same world at each of those moments. */
const futuresOf = (world: World): World[] => {
  const known =
    futures.get(world) ?? turningPoints(world).map((now) => ({ ...world, now }));
  futures.set(world, known);
  return known;
};

/** The first moment at which the answer is another, if nobody changes anything. Null: never. */
export const changesAt = (
  world: World,
  answer: (world: World) => unknown,
): number | null => {
  const today = textOf(answer(world));
  return futuresOf(world).find((future) => textOf(answer(future)) !== today)?.now ?? null;
};
