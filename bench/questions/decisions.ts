// can(): against the cheapest thing that a database does, and against itself.
import { id, type Caller, type Lab, projectsOf, type Question } from "../lab.ts";
import { measure, type Variant } from "../measure.ts";
import { PERSON } from "../world.ts";

const KEY = "budget:view:assigned";
const LOOKUP = "select id from bench.lines where id = $1";
const CAN = "select public.can($1, $2) as can";

/** can() against a primary-key lookup, and against itself where there is more of it. */
export const decisions: Question = async (lab) => {
  await roundTrips(lab);
  await sizes(lab);
  await holdings(lab);
};

async function roundTrips(lab: Lab): Promise<void> {
  const owner = lab.owner();
  const member = lab.as(PERSON.memberOf(50));
  const overseer = lab.as(PERSON.throughOrganization);
  const mine = projectsOf(50);
  const overseen = Array.from({ length: 40 }, (_, n) => id("project", n * 500 + 500));
  const foreign = Array.from({ length: 50 }, (_, n) => id("project", n * 400 + 3));
  const lines = Array.from({ length: 50 }, (_, n) => id("line", n * 997 + 1));

  const pick = (list: string[], turn: number): string => list[turn % list.length] ?? "";
  const can = (caller: Caller, projects: string[], answer: boolean): Variant => ({
    run: async (turn) => (await caller.ask(CAN, [KEY, pick(projects, turn)]))[0]?.can,
    answers: answer,
  });
  const asked = await measure(
    {
      lookup: {
        run: async (turn) => (await owner.ask(LOOKUP, [pick(lines, turn)]))[0]?.id,
        answers: lines[0],
      },
      can: can(member, mine, true),
      organization: can(overseer, overseen, true),
      refused: can(member, foreign, false),
    },
    lab.turns(1),
  );
  lab.report({
    question: "can(), the whole decision",
    limit: "primary-key lookup, prepared",
    measured: asked.ratio("can", "lookup"),
    times: asked.median,
    goal: 1.25,
  });
  lab.report({
    question: "can() through an organization grant",
    limit: "primary-key lookup, prepared",
    measured: asked.ratio("organization", "lookup"),
    goal: 1.3,
  });
  lab.report({
    question: "can() that says no",
    limit: "primary-key lookup, prepared",
    measured: asked.ratio("refused", "lookup"),
  });

  const bare = await measure(
    {
      lookup: {
        before: () => owner.arrive(),
        run: async (turn) => (await owner.bare(LOOKUP, [pick(lines, turn)]))[0]?.id,
        answers: lines[0],
      },
      can: {
        before: () => member.arrive(),
        run: async (turn) => (await member.bare(CAN, [KEY, pick(mine, turn)]))[0]?.can,
        answers: true,
      },
    },
    lab.turns(0.5),
  );
  lab.report({
    question: "can(), the statement alone over one round trip",
    limit: "primary-key lookup, the same way",
    measured: bare.ratio("can", "lookup"),
    times: bare.median,
    goal: 1.25,
  });
}

/** In the server, without a round trip: does it grow with the number of grants? */
async function sizes(lab: Lab): Promise<void> {
  const ask = (caller: Caller): Variant => ({
    run: async () =>
      (await caller.bare("select bench.ask_as_many_people(200) as yes"))[0]?.yes,
    answers: 200,
  });
  const timing = await measure(
    { small: ask(lab.owner(1, lab.small).alone()), big: ask(lab.owner().alone()) },
    lab.turns(15),
  );
  lab.report({
    question: `can() in the server, ${lab.world.size} accesses`,
    limit: `itself with ${lab.small.size}`,
    measured: timing.ratio("big", "small"),
    times: timing.median,
    goal: 1.5,
  });
}

/** In the server: does it grow with what somebody holds? */
async function holdings(lab: Lab): Promise<void> {
  const caller = lab.owner().alone();
  const ask = (count: number): Variant => ({
    run: async () =>
      (
        await caller.bare("select bench.ask_about_projects($1, $2, 200) as yes", [
          -count,
          count,
        ])
      )[0]?.yes,
    answers: 200,
  });
  const timing = await measure(
    { few: ask(5), fifty: ask(50), many: ask(500), most: ask(5000) },
    lab.turns(10),
  );
  lab.report({
    question: "can() in the server, a user of 5,000 projects",
    limit: "a user of 5",
    measured: timing.ratio("most", "few"),
    times: timing.median,
    goal: 1.1,
  });
}
