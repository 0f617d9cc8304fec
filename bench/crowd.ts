// Throughput: a crowd does one thing for a moment, then another, and again.
//
// As in measure.ts the things take turns, because only their ratio within a round counts.
import { middleOf, quantile, type Ratio, rotated } from "./measure.ts";

/** What each of the crowd does, over and over. */
export type Crowd = readonly (() => PromiseLike<unknown>)[];

export interface Throughput<Name extends string> {
  /** How often it was done in a second, per round. */
  rates(name: Name): readonly number[];
  /** Of the time that one takes while the crowd is at it; below one is faster. */
  ratio(subject: Name, reference: Name): Ratio;
  /** A second shared by what was done in it: median milliseconds. */
  milliseconds(names: readonly Name[]): Record<string, number>;
}

/** Let every crowd work in turns, for so long in so many rounds after one that is not counted. */
export async function inTurns<Name extends string>(
  crowds: Record<Name, Crowd>,
  { rounds, milliseconds }: { rounds: number; milliseconds: number },
): Promise<Throughput<Name>> {
  const entries = Object.entries(crowds) as [Name, Crowd][];
  const rates = new Map<Name, number[]>(entries.map(([name]) => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const [name, crowd] of rotated(entries, round)) {
      const rate = await rateOf(crowd, milliseconds);
      if (round > 0) rates.get(name)?.push(rate);
    }
  }

  const of = (name: Name): number[] => rates.get(name) ?? [];
  return {
    rates: of,
    ratio(subject, reference) {
      return middleOf(
        of(subject).map((rate, round) => (of(reference)[round] ?? Number.NaN) / rate),
      );
    },
    milliseconds: (names) =>
      Object.fromEntries(names.map((name) => [name, 1000 / quantile(of(name), 0.5)])),
  };
}

/** How often a second; what was begun in time is waited for and counts. */
async function rateOf(crowd: Crowd, milliseconds: number): Promise<number> {
  const started = performance.now();
  let done = 0;
  await Promise.all(
    crowd.map(async (work) => {
      while (performance.now() - started < milliseconds) {
        await work();
        done += 1;
      }
    }),
  );
  return (1000 * done) / (performance.now() - started);
}
