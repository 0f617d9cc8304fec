// Deciding in the application: somebody's grants are loaded, and a library says yes or no.
import { type Caller, id, type Lab, projectsOf, type Question } from "../lab.ts";
import { Failure } from "../../scripts/lib/failure.ts";
import { measure, type Variant } from "../measure.ts";
import { casbin } from "../peers/casbin.ts";
import { casl } from "../peers/casl.ts";
import { cedar } from "../peers/cedar.ts";
import type { Holding, Peer, Wish } from "../peers/peer.ts";
import { atLeast } from "../slower.ts";
import { PERSON } from "../world.ts";

const KEY = "budget:view:assigned";
const CAN = "select public.can($1, $2) as can";

/** All that somebody holds, by the form in which an application loads it. */
const LOADS = {
  /** As the libraries take rules from a database: a row each. */
  rules: `
    select a.grant_id as role, array[a.scope_id] as places, array[p.permission_key] as keys
    from stagedoor.user_accesses as a
    left join stagedoor.permission_role_links as l on l.permission_role_id = a.grant_id
    join stagedoor.permissions as p on p.id = coalesce(l.permission_id, a.grant_id)
    where a.user_id = $1
      and a.status = 'Active'
      and (a.valid_from is null or a.valid_from <= now())
      and (a.valid_until is null or a.valid_until > now())`,
  /** A row for each role, with its places and keys: the fastest that was found. */
  roles: `
    select held.role, held.places, array_agg(p.permission_key) as keys
    from (
      select a.grant_id as role, array_agg(a.scope_id) as places
      from stagedoor.user_accesses as a
      where a.user_id = $1
        and a.status = 'Active'
        and (a.valid_from is null or a.valid_from <= now())
        and (a.valid_until is null or a.valid_until > now())
      group by a.grant_id
    ) as held
    left join stagedoor.permission_role_links as l on l.permission_role_id = held.role
    join stagedoor.permissions as p on p.id = coalesce(l.permission_id, held.role)
    group by held.role, held.places`,
};

type Form = keyof typeof LOADS;

/** How many times slower they were in the experiment that chose the engine's design. */
const GOALS = { casbin: 3.7, CASL: 2, Cedar: 5.2 };
const GOAL_OF_MANY = 15;

/**
 * Ten questions in a row, after one that is not timed: the rows and rules of one question
 * are collected while the next is asked, and are to be on the bill of whoever made them.
 */
const BATCH = 10;

/** A key of each of somebody's first grants, live or not, in a project that it lies in. */
const GRANTED = `
  select distinct on (a.id) a.user_id as person, p.permission_key as key,
    coalesce(s.project_id, (
      select c.id from stagedoor.scopes as c
      where c.organization_id = s.id and c.scope_type = 'project' order by c.id limit 1
    )) as project,
    s.organization_id as organization
  from stagedoor.user_accesses as a
  join stagedoor.scopes as s on s.id = a.scope_id
  left join stagedoor.permission_role_links as l on l.permission_role_id = a.grant_id
  join stagedoor.permissions as p on p.id = coalesce(l.permission_id, a.grant_id)
  where a.user_id = $1
  order by a.id, p.permission_key
  limit 10`;

/**
 * can() against loading and deciding, each over one round trip. The libraries are asked
 * less: they know of no denial, lock, delegation or own thing, and look at no account.
 */
export const peers: Question = async (lab) => {
  const desk = lab.owner();
  await desk.arrive();
  // Else it depends on who asked first whether each question is planned, which is slower.
  await desk.bare("set plan_cache_mode = force_generic_plan");
  const all = [await casbin(), casl, cedar()];
  for (const form of ["rules", "roles"] as const) {
    await agree(lab, desk, all, form);
    for (const count of [5, 500]) await compare(lab, desk, all, form, count);
  }
  await desk.arrive();
  await desk.bare("reset plan_cache_mode");
};

async function load(desk: Caller, form: Form, person: string): Promise<Holding[]> {
  return (await desk.bare(LOADS[form], [person])) as unknown as Holding[];
}

/** They answer as can() does, about everything that somebody holds, held or will hold. */
async function agree(lab: Lab, desk: Caller, all: Peer[], form: Form): Promise<void> {
  const people = [PERSON.memberOf(5), PERSON.memberOf(500), PERSON.throughOrganization];
  await desk.arrive();
  const foreign = await wishes(desk, 0, [id("project", 3)]);
  const count = { true: 0, false: 0 };
  // Each of the many holds by a role, by a key alone, in a department and an organization,
  // and has a grant that is over and one that is to come.
  for (const number of [...people, 1, 2, 3, 4, 5, 6]) {
    const person = id("person", number);
    const caller = lab.as(number);
    const asked = (await desk.bare(GRANTED, [person])) as unknown as Wish[];
    for (const wish of [...asked, ...foreign.map((place) => ({ ...place, person }))]) {
      const [row] = await caller.ask(CAN, [wish.key, wish.project]);
      const truth = row?.can as unknown as boolean;
      count[`${truth}`]++;
      const holdings = await load(desk, form, person);
      for (const { name, decide } of all) {
        if ((await decide(wish, holdings)) === truth) continue;
        throw new Failure(`${name} does not say ${truth} to ${JSON.stringify(wish)}.`);
      }
    }
  }
  if (count.true < 20 || count.false < 20) {
    throw new Failure(`${JSON.stringify(count)} is too little to agree about.`);
  }
}

async function compare(
  lab: Lab,
  desk: Caller,
  all: Peer[],
  form: Form,
  count: number,
): Promise<void> {
  const person = PERSON.memberOf(count);
  await desk.arrive();
  const mine = await wishes(desk, person, projectsOf(count));
  const caller = lab.as(person);

  const pick = (turn: number): Wish => mine[turn % mine.length] as Wish;
  const variant = (who: Caller, run: (wish: Wish) => Promise<unknown>): Variant => ({
    before: async () => {
      await who.arrive();
      await run(pick(0));
    },
    run: (turn) => run(pick(turn)),
    answers: true,
  });
  const timing = await measure(
    {
      "can()": variant(
        caller,
        async ({ project }) => (await caller.bare(CAN, [KEY, project]))[0]?.can,
      ),
      ...Object.fromEntries(
        all.map(({ name, decide }) => [
          name,
          variant(desk, async (wish) => decide(wish, await load(desk, form, wish.person))),
        ]),
      ),
    },
    { rounds: count > 5 ? 50 : 200, batch: BATCH },
  );
  for (const { name } of all) {
    const row = {
      question: `${name}, loading ${form} and deciding, a user of ${count}`,
      limit: "can() over one round trip",
      measured: timing.ratio(name, "can()"),
      times: timing.median,
    };
    // What is loaded in a form of our own says what can be had, not what is usual.
    const goal = count > 5 ? GOAL_OF_MANY : GOALS[name];
    lab.report(form === "rules" ? atLeast({ ...row, goal }) : row);
  }
}

/** The key of the measurements in so many projects, with whose they are. */
async function wishes(desk: Caller, number: number, projects: string[]): Promise<Wish[]> {
  const rows = await desk.bare(
    "select id as project, organization_id as organization " +
      "from stagedoor.scopes where id = any ($1::uuid[])",
    [projects],
  );
  const person = id("person", number);
  return rows.map(({ project = "", organization = "" }) => ({
    person,
    key: KEY,
    project,
    organization,
  }));
}
