/**
 * Cost access, taken twice: from the contract alone and by the database, which is asked and then
 * tried.
 */
import type { Sql } from "../../../scripts/dev/sql.ts";
import { costLevel, holds, type Keys, placeOf } from "./levels.ts";
import { type Access, type CostWorld, type Phase, PHASES } from "./productions.ts";
import { worldSql } from "./staging.ts";

/** The first answer that differs: who asked about what, and what both said. */
interface CostDifference {
  person: number;
  phase: Phase;
  about: "resolve_cost_access" | "budget_lines" | "cost_transactions";
  database: string;
  oracle: string;
}

/** The phases in which the answers of a world can differ. */
const phasesOf = (world: CostWorld): Phase[] => {
  const isNamed = (phase: Phase) => world.policies.some((each) => each.phase === phase);
  const other = PHASES.find((phase) => !isNamed(phase));
  return [...PHASES.filter(isNamed), ...(other ? [other] : [])];
};

class Undo extends Error {}

/**
 * Ask and try everything of a world, in a database that is prepared: in each phase that a policy
 * names, and in one that none does. Leaves nothing behind. Counts what was
 * asked into `asked`, by answer.
 */
export async function costDifference(
  sql: Sql,
  world: CostWorld,
  asked: Map<string, number> = new Map(),
): Promise<CostDifference | null> {
  let found: CostDifference | null = null;
  await sql
    .begin(async (transaction) => {
      await transaction.unsafe(worldSql(world));
      const keys = await keysOf(transaction as unknown as Sql);
      for (const phase of phasesOf(world)) {
        await transaction`update public.productions set phase = ${phase}`;
        for (const [person, accesses] of world.people.entries()) {
          const database = await answers(transaction as unknown as Sql, person);
          const oracle = expected(world, keys, accesses, phase);
          for (const level of oracle.resolve_cost_access.split(" ")) {
            const answer = level.split("=")[1] ?? "";
            asked.set(answer, (asked.get(answer) ?? 0) + 1);
          }
          const about = ABOUT.find((each) => database[each] !== oracle[each]);
          if (about) {
            found = {
              person,
              phase,
              about,
              database: database[about],
              oracle: oracle[about],
            };
            throw new Undo();
          }
        }
      }
      throw new Undo();
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undo)) throw error;
    });
  return found;
}

const ABOUT = ["resolve_cost_access", "budget_lines", "cost_transactions"] as const;
type Answered = Record<(typeof ABOUT)[number], string>;

export async function keysOf(sql: Sql): Promise<Keys> {
  const rows = await sql<{ name: string; keys: string[] }[]>`
    select r.role_key as name, g.allow_keys as keys
    from stagedoor.permission_roles as r join stagedoor.grant_targets as g on g.id = r.id
    union all
    select 'key ' || p.permission_key, g.allow_keys
    from stagedoor.permissions as p join stagedoor.grant_targets as g on g.id = p.id`;
  return new Map(rows.map(({ name, keys }) => [name, new Set(keys)]));
}

function expected(
  world: CostWorld,
  keys: Keys,
  accesses: Access[],
  phase: Phase,
): Answered {
  const levels = world.codes.map((code) => costLevel(world, keys, accesses, code, phase));
  const written = (...asks: string[]) =>
    world.codes
      .filter(
        (code, index) =>
          levels[index] === "approve" &&
          asks.every((key) => holds(keys, accesses, placeOf(world, code), key)),
      )
      .map(({ code }) => code)
      .join(" ");
  return {
    resolve_cost_access: world.codes
      .map(({ code }, index) => `${code}=${levels[index]}`)
      .join(" "),
    budget_lines: written("budget:edit:assigned", "budget:view:assigned"),
    cost_transactions: written("transaction:view:assigned"),
  };
}

/** What the database says to somebody, and lets them do. */
async function answers(sql: Sql, person: number): Promise<Answered> {
  await sql`select tests.authenticate_as(${`person ${person}`})`;
  await sql`savepoint tried`;
  const [row] = await sql<Answered[]>`
    with codes as (
      select * from unnest(array['1401', '1401-1', '2501', '3300', '3302', '3302-01', '3310',
        '6900']) with ordinality as c (code, place)
    ),
    lines as (
      update public.budget_lines set note = 'tried' returning cost_code_id
    ),
    costs as (
      update public.cost_transactions set note = 'tried' returning cost_code_id
    )
    select
      (select string_agg(
         c.code || '=' || public.resolve_cost_access(md5(c.code)::uuid), ' ' order by c.place)
       from codes as c) as resolve_cost_access,
      (select coalesce(string_agg(c.code, ' ' order by c.place), '')
       from codes as c join lines as l on l.cost_code_id = md5(c.code)::uuid) as budget_lines,
      (select coalesce(string_agg(c.code, ' ' order by c.place), '')
       from codes as c join costs as t on t.cost_code_id = md5(c.code)::uuid)
        as cost_transactions`;
  await sql`rollback to savepoint tried`;
  await sql`select tests.clear_authentication()`;
  if (!row) throw new Error("no answer");
  return row;
}
