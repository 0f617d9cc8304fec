// The page behind the policies of two published designs: bench/world/6_rivals.sql.
import { isDeepStrictEqual } from "node:util";
import { Failure } from "../../scripts/lib/failure.ts";
import { inRoot } from "../../scripts/lib/paths.ts";
import { runSqlFile } from "../../scripts/dev/sql.ts";
import { type Caller, id, type Lab, projectsOf, type Question } from "../lab.ts";
import { measure, type Timing, type Variant } from "../measure.ts";
import { atLeast } from "../slower.ts";
import { PERSON } from "../world.ts";

const PAGE = `
  select l.* from bench.lines as l
  where l.project_id = $1
  order by l.created_at desc limit 50`;

/** What supabase_rbac does before each request; here it is done once, and not timed. */
const CLAIMS = `
  select set_config('request.groups', c.claims::text, false)
  from bench.tenant_rbac_claims as c
  where c.user_id = auth.uid()`;

/** How many times slower they were in the experiment that chose the engine's design. */
const GOALS = { "tenant-rbac": 292, basejump: 1.9 };

type Design = "policy" | "wide" | keyof typeof GOALS;

/** A page of 50 in one of 500 projects, by three designs. */
export const rivals: Question = async (lab) => {
  // A world that an earlier run kept lacks them.
  await runSqlFile(lab.connect(), inRoot("bench/world/6_rivals.sql"));
  const person = PERSON.memberOf(500);
  const [project = "", ...others] = projectsOf(500);
  const callers: Record<Design, Caller> = {
    policy: lab.as(person, project),
    wide: lab.as(person),
    basejump: lab.caller("bench_basejump", person),
    "tenant-rbac": lab.caller("bench_tenant_rbac", person),
  };
  await callers["tenant-rbac"].ask(CLAIMS);
  const { policy: _narrowed, ...anywhere } = callers;
  await agree(Object.values(anywhere), lab.owner(), others.slice(0, 10));

  const statement = await compare(lab, callers, project, "bare");
  for (const [design, goal] of Object.entries(GOALS)) {
    lab.report(
      atLeast({
        question: `page of 50 in one project as in ${design}, a user of 500`,
        limit: "the policy with x-project-id, over one round trip",
        measured: statement.ratio(design, "policy"),
        times: statement.median,
        goal,
      }),
    );
    lab.report({
      question: `the same as in ${design}`,
      limit: "the policy without x-project-id, over one round trip",
      measured: statement.ratio(design, "wide"),
    });
  }
  const request = await compare(lab, callers, project, "ask");
  for (const design of Object.keys(GOALS)) {
    lab.report({
      question: `the same as a whole request, ${design}`,
      limit: "the policy with x-project-id, as a whole request",
      measured: request.ratio(design, "policy"),
      times: request.median,
    });
  }
};

async function compare(
  lab: Lab,
  callers: Record<Design, Caller>,
  project: string,
  way: "ask" | "bare",
): Promise<Timing> {
  const answers = await page(lab.owner(), project);
  const variant = (caller: Caller): Variant => ({
    before: () => caller.arrive(),
    run: () => page(caller, project, way),
    answers,
  });
  return measure(
    {
      policy: variant(callers.policy),
      wide: variant(callers.wide),
      basejump: variant(callers.basejump),
      "tenant-rbac": variant(callers["tenant-rbac"]),
    },
    lab.turns(20),
  );
}

async function page(
  caller: Caller,
  project: string,
  way: "ask" | "bare" = "ask",
): Promise<unknown[]> {
  return (await caller[way](PAGE, [project])).map((line) => line.id);
}

/** Each shows the lines of one's own projects and none of another. */
async function agree(callers: Caller[], owner: Caller, mine: string[]): Promise<void> {
  const foreign = id("project", 3);
  if ((await page(owner, foreign)).length !== 50) {
    throw new Failure("There is no page that somebody might not see.");
  }
  for (const project of [...mine, foreign]) {
    const truth = project === foreign ? [] : await page(owner, project);
    for (const caller of callers) {
      if (isDeepStrictEqual(await page(caller, project), truth)) continue;
      throw new Failure(`The designs do not agree about project ${project}.`);
    }
  }
}
