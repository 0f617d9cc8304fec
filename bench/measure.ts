// Timing: variants of one question take turns, and only their ratio within a turn counts.
//
// The absolute time of anything moves by half between two minutes on a small machine; the
// ratio of two things measured in the same breath hardly does.
import { isDeepStrictEqual } from "node:util";
import { Failure } from "../scripts/lib/failure.ts";

/** One way to answer a question. */
export interface Variant {
  /** Does it once. `turn` counts up, so that a variant can ask about something else. */
  run(turn: number): PromiseLike<unknown>;
  /** What `run(0)` must answer; asserted before anything is timed. */
  answers: unknown;
  /** Before and after a turn, outside the clock: begins a transaction, rolls it back. */
  before?(): PromiseLike<unknown>;
  after?(): PromiseLike<unknown>;
}

export interface Timing {
  /** Median milliseconds of one run. */
  median: Record<string, number>;
  /** Median ratio of two variants within a round, and its middle half. */
  ratio(subject: string, reference: string): Ratio;
}

export interface Ratio {
  median: number;
  low: number;
  high: number;
}

export interface Turns {
  /** How often each variant has its turn. */
  rounds: number;
  /** Runs in one turn; the turn's time is divided by it. */
  batch: number;
}

/** Check every variant's answer, warm them up, then time them in turns. */
export async function measure<Name extends string>(
  variants: Record<Name, Variant>,
  { rounds, batch }: Turns,
): Promise<Timing> {
  const entries = Object.entries<Variant>(variants);
  for (const [name, variant] of entries) await check(name, variant);

  const times: Record<string, number[]> = {};
  let turn = 1;
  // Seven warm-up rounds: a prepared statement settles on its plan at the sixth call.
  for (let round = -7; round < rounds; round++) {
    for (const [name, variant] of rotated(entries, round)) {
      const runs = round < 0 ? 1 : batch;
      await variant.before?.();
      const started = performance.now();
      for (let i = 0; i < runs; i++) await variant.run(turn++);
      const took = (performance.now() - started) / runs;
      if (round >= 0) (times[name] ??= []).push(took);
      await variant.after?.();
    }
  }

  return {
    median: Object.fromEntries(
      Object.entries(times).map(([name, list]) => [name, quantile(list, 0.5)]),
    ),
    ratio(subject, reference) {
      return middleOf(
        (times[subject] ?? []).map(
          (took, round) => took / (times[reference]?.[round] ?? Number.NaN),
        ),
      );
    },
  };
}

async function check(name: string, variant: Variant): Promise<void> {
  await variant.before?.();
  const answer = await variant.run(0);
  await variant.after?.();
  if (isDeepStrictEqual(answer, variant.answers)) return;
  throw new Failure(
    `"${name}" answers ${brief(answer)} and not ${brief(variant.answers)}: nothing is timed.`,
  );
}

const brief = (value: unknown): string =>
  (JSON.stringify(value) ?? "nothing").slice(0, 200);

/** The median of a list and its middle half. */
export const middleOf = (list: readonly number[]): Ratio => ({
  median: quantile(list, 0.5),
  low: quantile(list, 0.25),
  high: quantile(list, 0.75),
});

/** Each variant comes first, second and last equally often. */
export function rotated<T>(list: T[], round: number): T[] {
  const at = ((round % list.length) + list.length) % list.length;
  return [...list.slice(at), ...list.slice(0, at)];
}

/** The value below which a share of the list lies. */
export function quantile(list: readonly number[], share: number): number {
  const sorted = list.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const below = sorted[Math.floor(at)] ?? Number.NaN;
  const above = sorted[Math.ceil(at)] ?? Number.NaN;
  return below + (above - below) * (at - Math.floor(at));
}
