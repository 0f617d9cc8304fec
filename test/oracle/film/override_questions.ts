/** What is asked about somebody who may have overrides, each with what the contract answers. */
import {
  holding,
  moves,
  movesBetween,
  type Question,
  signings,
  steps,
} from "./override_acts.ts";
import { idOfOverride } from "./override_staging.ts";
import type { Override, OverrideWorld } from "./override_worlds.ts";
import { liftedLevel, type Meeting, sees, writes } from "./overrides.ts";
import type { Code } from "./productions.ts";

const numberOf = (world: OverrideWorld, override: Override | null): string =>
  override === null ? "none" : idOfOverride(world.overrides.indexOf(override));

/** Everything that is asked about a person. */
export function questions(meeting: Meeting, lastEvent: string): Question[] {
  const { world, person } = meeting;
  return [
    ...levels(meeting),
    ...written(meeting),
    {
      about: "emergency_overrides",
      person: `person ${person}`,
      call: `select string_agg(o.id::text, ' ' order by o.id) from public.emergency_overrides as o`,
      look: "select $1",
      expected: world.overrides
        .filter((each) => sees(meeting, each))
        .map((each) => numberOf(world, each))
        .join(" "),
    },
    ...signings(meeting),
    ...moves(meeting),
    ...movesBetween(meeting),
    ...holding(meeting),
    ...world.overrides.flatMap((override, number) =>
      steps(meeting, override, number, lastEvent),
    ),
  ];
}

const listOf = (codes: Code[]): string =>
  `unnest(array['${codes.map(({ code }) => code).join("', '")}']) with ordinality as c (code, place)`;

/** What the calls say of each code: the level, and the override that lifts to it. */
function levels(meeting: Meeting): Question[] {
  const { world, person } = meeting;
  const { codes } = world.costs;
  const lifted = codes.map((code) => ({ code, ...liftedLevel(meeting, code) }));
  const plain = lifted.map(({ code, level }) => `${code.code}=${level}`).join(" ");
  const resolved = (whom: string) =>
    `select string_agg(c.code || '=' || public.resolve_cost_access(md5(c.code)::uuid${whom}),
       ' ' order by c.place) from ${listOf(codes)}`;
  const ends = world.overrides
    .map(({ left }, number) => `('${idOfOverride(number)}', ${left})`)
    .join(", ");
  return [
    {
      about: "resolve_cost_access",
      person: `person ${person}`,
      call: resolved(""),
      look: "select $1",
      expected: plain,
    },
    {
      about: "resolve_cost_access about somebody else",
      person: "sarah",
      call: resolved(`, tests.user_id('person ${person}')`),
      look: "select $1",
      expected: plain,
    },
    {
      about: "get_cost_access",
      person: `person ${person}`,
      call: `
        select string_agg(concat_ws('/', c.code, a.got ->> 'access',
          coalesce(a.got ->> 'override_id', 'none'),
          -- Nothing that an override lifts is to be remembered beyond its end.
          case when (a.got ->> 'valid_until')::timestamptz
            <= stagedoor.instant() + make_interval(secs => e.seconds) is not true
            and e.id is not null then 'too long' end), ' ' order by c.place)
        from ${listOf(codes)}
        cross join lateral (
          select public.get_cost_access(md5(c.code)::uuid) as got) as a
        left join (values ${ends}) as e (id, seconds) on e.id = a.got ->> 'override_id'`,
      look: "select $1",
      expected: lifted
        .map(({ code, level, by }) => `${code.code}/${level}/${numberOf(world, by)}`)
        .join(" "),
    },
  ];
}

const TABLES = ["budget_lines", "cost_transactions"] as const;

/** The lines and costs that row-level security lets be written, and what they carry then. */
function written(meeting: Meeting): Question[] {
  const { world, person } = meeting;
  const { codes } = world.costs;
  return TABLES.map((table) => ({
    about: table,
    person: `person ${person}`,
    call: `
      with written as (
        update public.${table} set note = 'tried' returning cost_code_id, override_id)
      select string_agg(concat_ws('/', c.code, coalesce(w.override_id::text, 'none')),
        ' ' order by c.place)
      from ${listOf(codes)} join written as w on w.cost_code_id = md5(c.code)::uuid`,
    look: "select $1",
    expected: codes
      .filter((code) => writes(meeting, code, table))
      .map((code) => `${code.code}/${numberOf(world, liftedLevel(meeting, code).by)}`)
      .join(" "),
  }));
}
