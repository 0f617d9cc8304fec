/** Drawing worlds one after the other and looking for a difference. */
import fc from "fast-check";
import type { Sql } from "../../scripts/dev/sql.ts";
import { ask } from "./ask.ts";
import type { Difference } from "./compare.ts";
import { compareAll } from "./compare.ts";
import { decide } from "./oracle.ts";
import { type Case, cases } from "./worlds.ts";

export interface Found {
  seed: number;
  drawn: Case;
  difference: Difference;
}

export interface Tally {
  worlds: number;
  decisions: number;
  /** How often each reason was the answer. */
  reasons: Map<string, number>;
  found: Found | null;
}

export interface HuntOptions {
  /** Of the first world; the next one has the next. */
  seed: number;
  decisions: number;
  decisionsPerWorld?: number;
  /** Give up after so many milliseconds. */
  limit?: number;
  onProgress?: (tally: Tally) => void;
}

const drawnFrom = (seed: number, decisions: number): Case => {
  const [drawn] = fc.sample(cases(decisions), { seed, numRuns: 1 });
  if (drawn === undefined) throw new Error(`No world of seed ${seed}`);
  return drawn;
};

const count = (tally: Tally, { world, questions }: Case): void => {
  for (const { session, key, scope, owner } of questions) {
    const { reason } = decide(world, session, key, scope, owner);
    tally.reasons.set(reason, (tally.reasons.get(reason) ?? 0) + 1);
  }
  tally.worlds += 1;
  tally.decisions += questions.length;
};

const nothing = (): Tally => ({ worlds: 0, decisions: 0, reasons: new Map(), found: null });

/** What the oracle alone says in so many worlds. */
export const tallyOf = (seed: number, worlds: number): Tally => {
  const tally = nothing();
  for (let next = seed; next < seed + worlds; next += 1) count(tally, drawnFrom(next, 200));
  return tally;
};

/** A world is rolled back, and what it wrote stays behind as dead rows that every scan reads. */
const tidy = async (sql: Sql): Promise<void> => {
  await sql.unsafe(
    "vacuum stagedoor.grant_targets, stagedoor.event_queue, stagedoor_audit.leaves, auth.users",
  );
};

/**
 * Ask until enough was asked, the time is over, or two answers differ. Each connection has a
 * world of its own; a world is known by its seed, so it can be drawn again alone.
 */
export const hunt = async (connections: Sql[], options: HuntOptions): Promise<Tally> => {
  const { decisionsPerWorld = 500, limit = Number.POSITIVE_INFINITY } = options;
  const end = performance.now() + limit;
  const tally = nothing();
  const left = (): boolean =>
    tally.found === null && tally.decisions < options.decisions && performance.now() < end;
  let next = options.seed;
  const work = async (sql: Sql): Promise<void> => {
    while (left()) {
      const seed = next;
      next += 1;
      const drawn = drawnFrom(seed, decisionsPerWorld);
      const [difference] = compareAll(drawn, await ask(sql, drawn));
      count(tally, drawn);
      if (difference !== undefined) tally.found ??= { seed, drawn, difference };
      options.onProgress?.(tally);
      if (tally.worlds % 25 === 0) await tidy(sql);
    }
  };
  await Promise.all(connections.map(work));
  return tally;
};

/** Reasons that were the answer in less than so many percent: the worlds do not try them enough. */
export const rareReasons = (
  tally: Tally,
  reasons: readonly string[],
  percent = 1,
): string[] =>
  reasons.filter(
    (each) => ((tally.reasons.get(each) ?? 0) / tally.decisions) * 100 < percent,
  );
