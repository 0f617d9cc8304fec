// can(): against the cheapest thing that a database does, and against itself.
import { measure } from "../measure.ts";
import { id, type Lab, projectsOf, type Question } from "../lab.ts";
import { PERSON } from "../world.ts";

const KEY = "budget:view:assigned";

/** can() over one round trip, against a primary-key lookup over one. */
export const decisions: Question = async (lab) => {
  const member = await lab.as(PERSON.memberOf(50));
  const overseer = await lab.as(PERSON.throughOrganization);
  const owner = await lab.owner();
  const mine = projectsOf(50);
  const overseen = Array.from({ length: 40 }, (_, n) => id("project", n * 500 + 500));
  const foreign = Array.from({ length: 50 }, (_, n) => id("project", n * 400 + 3));
  const lines = Array.from({ length: 50 }, (_, n) => id("line", n * 997 + 1));

  const can = (sql: typeof member, projects: string[], answer: boolean) => ({
    run: async (turn: number) => {
      const project = projects[turn % projects.length] ?? "";
      const [row] = await sql`select public.can(${KEY}, ${project}) as can`;
      return row?.can;
    },
    answers: answer,
  });
  const timing = await measure(
    {
      lookup: {
        run: async (turn) => {
          const line = lines[turn % lines.length] ?? "";
          const [row] = await owner`select id from bench.lines where id = ${line}`;
          return row?.id;
        },
        answers: lines[0],
      },
      can: can(member, mine, true),
      organization: can(overseer, overseen, true),
      refused: can(member, foreign, false),
    },
    lab.turns(0.2),
  );
  lab.report({
    question: "can(), the whole decision",
    limit: "primary-key lookup, prepared",
    measured: timing.ratio("can", "lookup"),
    times: timing.median,
    goal: 1.25,
  });
  lab.report({
    question: "can() through an organization grant",
    limit: "primary-key lookup, prepared",
    measured: timing.ratio("organization", "lookup"),
    goal: 1.3,
  });
  lab.report({
    question: "can() that says no",
    limit: "primary-key lookup, prepared",
    measured: timing.ratio("refused", "lookup"),
  });
  await sizes(lab);
  await holdings(lab);
};

/** In the server, without a round trip: does it grow with the number of grants? */
async function sizes(lab: Lab): Promise<void> {
  const big = await lab.owner();
  const little = await lab.owner(undefined, lab.small);
  const ask = (sql: typeof big) => ({
    run: async () => (await sql`select bench.ask_as_many_people(500) as yes`)[0]?.yes,
    answers: 500,
  });
  const timing = await measure({ small: ask(little), big: ask(big) }, lab.turns(15));
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
  const sql = await lab.owner();
  const ask = (count: number) => ({
    run: async () =>
      (await sql`select bench.ask_about_projects(${-count}, ${count}, 500) as yes`)[0]?.yes,
    answers: 500,
  });
  const timing = await measure(
    { few: ask(5), fifty: ask(50), many: ask(500), most: ask(5000) },
    lab.turns(15),
  );
  lab.report({
    question: "can() in the server, a user of 5,000 projects",
    limit: "a user of 5",
    measured: timing.ratio("most", "few"),
    times: timing.median,
    goal: 1.1,
  });
}
