// The page that nobody has solved: the newest fifty over all projects of somebody.
import type { Sql } from "../../scripts/lib/sql.ts";
import { type Lab, projectsOf, type Question } from "../lab.ts";
import { measure, type Variant } from "../measure.ts";
import { PERSON, PROJECT_COUNTS } from "../world.ts";

const MINE = `
  select a.scope_id
  from stagedoor.user_accesses as a
  join stagedoor.permission_role_links as k on k.permission_role_id = a.grant_id
  join stagedoor.permissions as p on p.id = k.permission_id
  where a.user_id = auth.uid()
    and a.status = 'Active'
    and (a.valid_from is null or a.valid_from <= now())
    and (a.valid_until is null or a.valid_until > now())
    and p.permission_key = 'budget:view:assigned'`;

/** Good with few projects: their rows by index, then a sort. */
const SORTED = `
  select l.id from bench.lines as l
  where l.project_id = any (array(${MINE}))
  order by l.created_at desc limit 50`;

/** Good with many projects: all rows from the newest, each looked up in a hash table. */
const HASHED = `
  select l.id from bench.lines as l
  where coalesce(l.project_id in (${MINE}), false)
  order by l.created_at desc limit 50`;

const POLICY = "select l.id from bench.lines as l order by l.created_at desc limit 50";

/** The newest fifty, by the policy alone and against the better of two hand-written forms. */
export const feeds: Question = async (lab) => {
  for (const count of PROJECT_COUNTS) await newest(lab, count);
};

async function newest(lab: Lab, count: number): Promise<void> {
  const person = PERSON.memberOf(count);
  const wide = await lab.as(person);
  const owner = await lab.owner(person);

  const [truth] = await owner`
    select array_agg(l.id) as ids from (
      select id from bench.lines
      where project_id = any (${projectsOf(count)}::uuid[])
      order by created_at desc limit 50
    ) as l`;
  const ask = (sql: Sql, text: string): Variant => ({
    run: async () => (await sql.unsafe(text, [], { prepare: true })).map((row) => row.id),
    answers: truth?.ids,
  });
  const timing = await measure(
    { policy: ask(wide, POLICY), sorted: ask(owner, SORTED), hashed: ask(owner, HASHED) },
    lab.turns(40),
  );
  const better =
    (timing.median.sorted ?? 0) < (timing.median.hashed ?? 0) ? "sorted" : "hashed";
  lab.report({
    question: `newest 50 over all projects by the policy, a user of ${count}`,
    limit: `the better hand-written form (${better})`,
    measured: timing.ratio("policy", better),
    times: timing.median,
    goal: 2,
  });
}
