/** The whole product of policies, asked and tried cell by cell, and compared with the contract. */
import type { Sql } from "../../../scripts/dev/sql.ts";
import { keysOf } from "./costs.ts";
import { askedOf, type Cell, cellOf, PEOPLE } from "./product.ts";
import { stageProduct } from "./product_staging.ts";
import {
  type Access,
  type Code,
  type CostWorld,
  type Phase,
  PHASES,
  type Policy,
} from "./productions.ts";

const ASKED = [
  "level",
  "seesLine",
  "seesCost",
  "writesLine",
  "writesCost",
  "entersLine",
] as const satisfies (keyof Cell)[];

/** A cell whose answers differ. */
export interface CellDifference {
  person: Access[];
  phase: Phase;
  code: Code;
  /** What may be said of it, but for the role. */
  policies: Policy[];
  about: keyof Cell;
  database: string;
  oracle: string;
}

/** What came of it: the first cells that differ, and how many there were. */
export interface Compared {
  found: CellDifference[];
  count: number;
  /** How many were expected to answer what. */
  levels: Map<string, number>;
}

/** How many differences are told. */
const FEW = 20;

/**
 * Compare every cell of these productions: person by code by phase. In a database of its own,
 * which stays as it is made. A line is entered in one phase, which its policy names if it does.
 * `onPhase` hears what came of it so far.
 */
export async function compareProduct(
  sql: Sql,
  worlds: CostWorld[],
  onPhase: (phase: Phase, compared: Compared) => void = () => {},
): Promise<Compared> {
  await stageProduct(sql, worlds);
  const keys = await keysOf(sql);
  const asked = worlds.flatMap((world) => askedOf(world).map((code) => ({ world, code })));
  const compared: Compared = { found: [], count: 0, levels: new Map() };
  for (const phase of PHASES) {
    await sql`update public.productions set phase = ${phase}`;
    for (const [person, accesses] of PEOPLE.entries()) {
      const answered = await answersOf(sql, person, phase);
      for (const [place, { world, code }] of asked.entries()) {
        const expected = cellOf(world, keys, accesses, code, phase);
        count(compared, expected.level);
        const about = ASKED.find(
          (each) => ![expected[each], UNASKED].includes(answered[each][place] ?? ""),
        );
        if (about === undefined || compared.found.length >= FEW) continue;
        const policies = world.policies.filter(
          ({ role, prefix }) =>
            role === "line_producer" &&
            [null, code.code.slice(0, 4), code.parent].includes(prefix),
        );
        const database = answered[about][place] ?? "";
        const oracle = expected[about];
        compared.found.push({
          person: accesses,
          phase,
          code,
          policies,
          about,
          database,
          oracle,
        });
      }
    }
    onPhase(phase, compared);
  }
  return compared;
}

/** For what is not asked in this phase. */
const UNASKED = "?";

function count(compared: Compared, level: string): void {
  compared.count += 1;
  compared.levels.set(level, (compared.levels.get(level) ?? 0) + 1);
}

/** What the database says to somebody and lets them do: a letter for each code of all. */
async function answersOf(
  sql: Sql,
  person: number,
  phase: Phase,
): Promise<Record<keyof Cell, string>> {
  let answered: Record<keyof Cell, string> | undefined;
  await sql
    .begin(async (transaction) => {
      await transaction`select tests.authenticate_as(${`person ${person}`})`;
      [answered] = await transaction<Record<keyof Cell, string>[]>`
        with lines as (
          update public.budget_lines set note = 'tried' returning cost_code_id
        ),
        costs as (
          update public.cost_transactions set note = 'tried' returning cost_code_id
        )
        select
          string_agg(left(public.resolve_cost_access(c.id), 1), '' order by c.place) as level,
          string_agg(case when l.id is null then '-' else 'x' end, '' order by c.place)
            as "seesLine",
          string_agg(case when t.id is null then '-' else 'x' end, '' order by c.place)
            as "seesCost",
          string_agg(case when w.cost_code_id is null then '-' else 'x' end, ''
            order by c.place) as "writesLine",
          string_agg(case when x.cost_code_id is null then '-' else 'x' end, ''
            order by c.place) as "writesCost",
          string_agg(case
            when c.enters_in = ${phase} then tests.product_enters(c.budget_id, c.id)
            else ${UNASKED}::text end, '' order by c.place) as "entersLine"
        from tests.product_codes as c
        left join public.budget_lines as l on l.cost_code_id = c.id
        left join public.cost_transactions as t on t.cost_code_id = c.id
        left join lines as w on w.cost_code_id = c.id
        left join costs as x on x.cost_code_id = c.id`;
      throw new Undo();
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undo)) throw error;
    });
  if (!answered) throw new Error("no answer");
  return answered;
}

class Undo extends Error {}
