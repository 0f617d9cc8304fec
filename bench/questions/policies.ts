// A protected table of a million rows: pages, rows, counts, inserts and updates behind its
// policies, against the same with a check written by hand, or with no check at all.
import { type Caller, id, type Lab, projectsOf, type Question } from "../lab.ts";
import { measure, type Variant } from "../measure.ts";
import { PERSON, PROJECT_COUNTS } from "../world.ts";
import { HELD_BY_HAND } from "./by-hand.ts";

/** Whether that is so of the line that is looked at. */
const BY_HAND = `exists (${HELD_BY_HAND} and a.scope_id = l.project_id)`;

/** Pages, rows, counts and writes, for people of 5 to 5,000 projects. */
export const policies: Question = async (lab) => {
  for (const count of PROJECT_COUNTS) {
    await pages(lab, count);
    await rows(lab, count);
    if (count >= 500) await counts(lab, count);
    await writes(lab, count);
  }
  await overTwentyThousand(lab);
};

async function pages(lab: Lab, count: number): Promise<void> {
  const [project = ""] = projectsOf(count);
  const person = PERSON.memberOf(count);
  const owner = lab.owner(person);

  const page =
    (caller: Caller, check = "") =>
    async (): Promise<unknown[]> =>
      (
        await caller.ask(
          `select l.* from bench.lines as l where l.project_id = $1 ${check}
           order by l.created_at desc limit 50`,
          [project],
        )
      ).map((row) => row.id);
  const answers = await page(owner)();
  const timing = await measure(
    {
      policy: { run: page(lab.as(person, project)), answers },
      wide: { run: page(lab.as(person)), answers },
      hand: { run: page(owner, `and ${BY_HAND}`), answers },
    },
    lab.turns(2),
  );
  lab.report({
    question: `page of 50 in one project, a user of ${count}`,
    limit: "a hand-written check",
    measured: timing.ratio("policy", "hand"),
    times: timing.median,
    goal: 1.05,
  });
  lab.report({
    question: `the same without x-project-id, a user of ${count}`,
    limit: "a hand-written check",
    measured: timing.ratio("wide", "hand"),
  });
}

async function rows(lab: Lab, count: number): Promise<void> {
  const step = 20_000 / count;
  const lines = Array.from({ length: 50 }, (_, n) => id("line", step + n * 20_000));
  const person = PERSON.memberOf(count);
  const [project = ""] = projectsOf(count);

  const row = (caller: Caller, check = ""): Variant => ({
    run: async (turn) =>
      (
        await caller.ask(`select l.* from bench.lines as l where l.id = $1 ${check}`, [
          lines[turn % lines.length] ?? "",
        ])
      )[0]?.id,
    answers: lines[0],
  });
  const timing = await measure(
    {
      policy: row(lab.as(person, project)),
      hand: row(lab.owner(person), `and ${BY_HAND}`),
    },
    lab.turns(1),
  );
  lab.report({
    question: `one row by its key, a user of ${count}`,
    limit: "a hand-written check",
    measured: timing.ratio("policy", "hand"),
    times: timing.median,
    goal: 1.3,
  });
}

/** Counts over everything that somebody sees, against the ids of the projects known. */
async function counts(lab: Lab, count: number): Promise<void> {
  const timing = await measure(
    {
      policy: countAll(lab.as(PERSON.memberOf(count)), count * 50),
      known: countIn(lab.owner(), projectsOf(count), count * 50),
    },
    lab.turns(count / 50),
  );
  lab.report({
    question: `count over all, a user of ${count}`,
    limit: "the ids known",
    measured: timing.ratio("policy", "known"),
    times: timing.median,
    goal: 1.1,
  });
}

async function overTwentyThousand(lab: Lab): Promise<void> {
  const ids = Array.from({ length: 20_000 }, (_, n) => id("project", 20_001 + n));
  const timing = await measure(
    {
      policy: countAll(lab.as(PERSON.overTwentyThousand), 200_000),
      known: countIn(lab.owner(), ids, 200_000),
    },
    lab.turns(120),
  );
  lab.report({
    question: "count over all, an organization of 20,000 projects",
    limit: "the ids known",
    measured: timing.ratio("policy", "known"),
    times: timing.median,
    goal: 1.1,
  });
}

const countAll = (caller: Caller, answers: number): Variant => ({
  run: async () =>
    (await caller.ask("select count(*)::integer as lines from bench.lines"))[0]?.lines,
  answers,
});

/** The ids lie in the database already: sending them is not part of the question. */
function countIn(caller: Caller, ids: string[], answers: number): Variant {
  const array = `'{${ids.join(",")}}'::uuid[]`;
  const name = `known_${ids.length}`;
  const text = `select count(*)::integer as lines from bench.lines where project_id = any (`;
  let isPrepared = false;
  return {
    run: async () => {
      if (!isPrepared) await caller.sql.unsafe(`prepare ${name} as ${text}${array})`);
      isPrepared = true;
      return (await caller.ask(`execute ${name}`))[0]?.lines;
    },
    answers,
  };
}

/** Inserts and updates, rolled back, against those of the owner, whom no policy holds. */
async function writes(lab: Lab, count: number): Promise<void> {
  const [project = ""] = projectsOf(count);
  const person = PERSON.memberOf(count);
  const narrowed = lab.as(person, project);
  const owner = lab.owner(person);

  const write = (caller: Caller, text: string, answers: number): Variant => ({
    run: () => caller.tries(text, [project]),
    answers,
  });
  const insert = `
    insert into bench.lines (project_id, owner_id, name, amount)
    select $1, '${id("person", person)}', 'New ' || n, n from generate_series(1, 1000) as n`;
  const inserts = await measure(
    { policy: write(narrowed, insert, 1000), none: write(owner, insert, 1000) },
    lab.turns(30),
  );
  lab.report({
    question: `insert of 1,000 rows, a user of ${count}`,
    limit: "no policy",
    measured: inserts.ratio("policy", "none"),
    times: inserts.median,
    goal: 1.1,
  });

  const update = "update bench.lines set amount = amount + 1 where project_id = $1";
  const updates = await measure(
    { policy: write(narrowed, update, 50), none: write(owner, update, 50) },
    lab.turns(4),
  );
  lab.report({
    question: `update of 50 rows, a user of ${count}`,
    limit: "no policy",
    measured: updates.ratio("policy", "none"),
    times: updates.median,
    goal: 1.2,
  });
}
