/** Overrides, taken twice: from the contract alone and by the database. */
import type { Sql } from "../../../scripts/dev/sql.ts";
import { keysOf } from "./costs.ts";
import type { Keys } from "./levels.ts";
import { type Question, sweeps } from "./override_acts.ts";
import { questions } from "./override_questions.ts";
import { overrideSql } from "./override_staging.ts";
import type { OverrideWorld } from "./override_worlds.ts";

/** An answer that differs: who asked about what, and what both said. */
export interface OverrideDifference {
  person: string;
  about: string;
  database: string;
  oracle: string;
}

const PHASE = "principal_photography";

class Undo extends Error {}

/** Everything that is asked and tried in a world, after the event with this id. */
const questionsOf = (world: OverrideWorld, keys: Keys, lastEvent: string): Question[] => [
  ...[...world.costs.people.keys()].flatMap((person) =>
    questions({ world, keys, phase: PHASE, person }, lastEvent),
  ),
  ...sweeps(world, lastEvent),
];

/**
 * Ask and try everything of a world, in a database that is prepared. Answers all differences and
 * leaves nothing behind.
 */
export async function overrideDifferences(
  sql: Sql,
  world: OverrideWorld,
): Promise<OverrideDifference[]> {
  const found: OverrideDifference[] = [];
  await sql
    .begin(async (transaction) => {
      const within = transaction as unknown as Sql;
      await within.unsafe(overrideSql(world));
      await within`update public.productions set phase = ${PHASE}`;
      const [last] = await within<{ id: string }[]>`
        select coalesce(max(q.id), 0)::text as id from stagedoor.event_queue as q`;
      const all = questionsOf(world, await keysOf(within), last?.id ?? "0");
      const answers = await answersOf(within, all);
      for (const [index, { about, person, expected, refusals }] of all.entries()) {
        const answer = answers[index] ?? "";
        const fitting = refusals ?? [expected];
        if (fitting.includes(answer)) continue;
        found.push({ person, about, database: answer, oracle: fitting.join(" or ") });
      }
      throw new Undo();
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undo)) throw error;
    });
  return found;
}

async function answersOf(sql: Sql, all: Question[]): Promise<string[]> {
  const asked = all.map(({ person, call, look }) => ({ person, call, look }));
  const [row] = await sql<{ answers: string[] }[]>`
    select array_agg(
      tests.oracle_try(q.each ->> 'person', q.each ->> 'call', q.each ->> 'look')
      order by q.place) as answers
    from jsonb_array_elements(${sql.json(asked)}) with ordinality as q (each, place)`;
  return row?.answers ?? [];
}

/** How often the contract lets each act be done in these worlds, and how often it refuses. */
export async function outcomes(
  sql: Sql,
  worlds: OverrideWorld[],
): Promise<Map<string, number>> {
  const counted = new Map<string, number>();
  const keys = await keysOf(sql);
  for (const { about, expected, refusals } of worlds.flatMap((world) =>
    questionsOf(world, keys, "0"),
  )) {
    const [act] = about.split(" ");
    const outcome = `${act} ${refusals ? "refused" : expected === "" ? "nothing" : "done"}`;
    counted.set(outcome, (counted.get(outcome) ?? 0) + 1);
  }
  return counted;
}
