// Why not: an explanation of a decision, against the decision.
import { id, projectsOf, type Question } from "../lab.ts";
import { measure } from "../measure.ts";
import { round } from "../report.ts";
import { PERSON } from "../world.ts";

const AUTHORIZE = "select public.authorize($1, $2) ->> 'reason' as reason";
const EXPLAIN = `
  select e.detail ->> 'reason' as reason
  from public.explain_access($1, $2, $3) as e
  where e.checkpoint = 'verdict'`;

/** The goal of an explanation, in milliseconds, at any number of accesses. */
const AT_MOST = 5;

/** explain_access of a yes and of a no in milliseconds, and how much more that is than asking. */
export const explanations: Question = async (lab) => {
  const person = PERSON.memberOf(50);
  const caller = lab.as(person);
  const me = id("person", person);
  const [project = ""] = projectsOf(50);

  const authorize = (key: string) => async () =>
    (await caller.ask(AUTHORIZE, [key, project]))[0]?.reason;
  const explain = (key: string) => async () =>
    (await caller.ask(EXPLAIN, [me, key, project]))[0]?.reason;
  const timing = await measure(
    {
      authorize: { run: authorize("budget:view:assigned"), answers: "granted" },
      yes: { run: explain("budget:view:assigned"), answers: "granted" },
      no: { run: explain("project:delete"), answers: "no_permission" },
    },
    lab.turns(1),
  );
  for (const answer of ["yes", "no"] as const) {
    const took = timing.median[answer] ?? Number.NaN;
    lab.report({
      question: `explain_access of a ${answer}, ${lab.world.size} accesses`,
      limit: `${AT_MOST} ms`,
      measured: `${round(took)} ms, ${round(timing.ratio(answer, "authorize").median)} times authorize`,
      times: timing.median,
      verdict: { goal: `<= ${AT_MOST} ms`, isMet: took <= AT_MOST },
    });
  }
};
