// The page that nobody has solved: the newest fifty over all projects of somebody.
import { type Caller, type Lab, projectsOf, type Question } from "../lab.ts";
import { measure, type Variant } from "../measure.ts";
import { PERSON, PROJECT_COUNTS } from "../world.ts";
import { HELD_BY_HAND } from "./by-hand.ts";

/** Good with few projects: their rows by index, then a sort. */
const SORTED = `
  select l.id from bench.lines as l
  where l.project_id = any (array(${HELD_BY_HAND}))
  order by l.created_at desc limit 50`;

/** Good with many projects: all rows from the newest, each looked up in a hash table. */
const HASHED = `
  select l.id from bench.lines as l
  where coalesce(l.project_id in (${HELD_BY_HAND}), false)
  order by l.created_at desc limit 50`;

const POLICY = "select l.id from bench.lines as l order by l.created_at desc limit 50";

/** The function that a part offers for it: it knows how many projects there are. */
const DOOR = "select l.id from bench.newest_lines(50) as l";

/** The newest fifty against the better of two hand-written forms. */
export const feeds: Question = async (lab) => {
  for (const count of PROJECT_COUNTS) await newest(lab, count);
};

async function newest(lab: Lab, count: number): Promise<void> {
  const person = PERSON.memberOf(count);
  const owner = lab.owner(person);
  const [truth] = await owner.ask(
    `select array_agg(l.id) as ids from (
       select id from bench.lines
       where project_id = any ($1::uuid[])
       order by created_at desc limit 50
     ) as l`,
    [projectsOf(count)],
  );
  const page = (caller: Caller, text: string): Variant => ({
    run: async () => (await caller.ask(text)).map((row) => row.id),
    answers: truth?.ids,
  });
  const timing = await measure(
    {
      policy: page(lab.as(person), POLICY),
      sorted: page(owner, SORTED),
      hashed: page(owner, HASHED),
      door: page(lab.as(person), DOOR),
    },
    lab.turns(40),
  );
  const better =
    (timing.median.sorted ?? 0) < (timing.median.hashed ?? 0) ? "sorted" : "hashed";
  lab.report({
    question: `newest 50 over all projects through a function, a user of ${count}`,
    limit: `the better hand-written form (${better})`,
    measured: timing.ratio("door", better),
    times: timing.median,
    goal: 2,
  });
  lab.report({
    question: `the same by the policy alone, a user of ${count}`,
    limit: `the better hand-written form (${better})`,
    measured: timing.ratio("policy", better),
  });
}
