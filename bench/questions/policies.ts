// A protected table of a million rows: pages, rows, counts, inserts and updates behind its
// policies, against the same with a check written by hand, or with no check at all.
import type { Sql } from "../../scripts/lib/sql.ts";
import { id, type Lab, projectsOf, type Question } from "../lab.ts";
import { measure, type Variant } from "../measure.ts";
import { PERSON, PROJECT_COUNTS } from "../world.ts";

const VIEW = "budget:view:assigned";

/** What a developer writes without an engine: is there a role with this key, at this time? */
export const BY_HAND = `
  exists (
    select
    from stagedoor.user_accesses as a
    join stagedoor.permission_role_links as k on k.permission_role_id = a.grant_id
    join stagedoor.permissions as p on p.id = k.permission_id
    where a.user_id = auth.uid()
      and a.scope_id = l.project_id
      and a.status = 'Active'
      and (a.valid_from is null or a.valid_from <= now())
      and (a.valid_until is null or a.valid_until > now())
      and p.permission_key = '${VIEW}'
  )`;

/** Pages, rows and counts, for people of 5 to 5,000 projects. */
export const policies: Question = async (lab) => {
  for (const count of PROJECT_COUNTS) {
    await pages(lab, count);
    if (count >= 500) await counts(lab, count);
    await writes(lab, count);
  }
  await overTwentyThousand(lab);
};

async function pages(lab: Lab, count: number): Promise<void> {
  const [project = ""] = projectsOf(count);
  const person = PERSON.memberOf(count);
  const narrowed = await lab.as(person, project);
  const wide = await lab.as(person);
  const owner = await lab.owner(person);

  const page = (sql: Sql, check = ""): Variant => ({
    run: async () => {
      const rows = await sql.unsafe(
        `select l.* from bench.lines as l where l.project_id = $1 ${check}
         order by l.created_at desc limit 50`,
        [project],
        { prepare: true },
      );
      return rows.map((row) => row.id);
    },
  });
  const expected = await page(owner).run(0);
  const timing = await measure(
    {
      policy: { ...page(narrowed), answers: expected },
      wide: { ...page(wide), answers: expected },
      hand: { ...page(owner, `and ${BY_HAND}`), answers: expected },
    },
    lab.turns(0.7),
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

  const lines = (expected as string[]).slice(0, 20);
  const row = (sql: Sql, check = ""): Variant => ({
    run: async (turn) => {
      const [found] = await sql.unsafe(
        `select l.* from bench.lines as l where l.id = $1 ${check}`,
        [lines[turn % lines.length] ?? ""],
        { prepare: true },
      );
      return found?.id;
    },
    answers: lines[0],
  });
  const byKey = await measure(
    { policy: row(narrowed), hand: row(owner, `and ${BY_HAND}`) },
    lab.turns(0.3),
  );
  lab.report({
    question: `one row by its key, a user of ${count}`,
    limit: "a hand-written check",
    measured: byKey.ratio("policy", "hand"),
    times: byKey.median,
    goal: 1.3,
  });
}

/** Counts over everything that somebody sees, against the ids of the projects known. */
async function counts(lab: Lab, count: number): Promise<void> {
  const wide = await lab.as(PERSON.memberOf(count));
  const owner = await lab.owner();
  const timing = await measure(
    {
      policy: { run: () => countAll(wide), answers: count * 50 },
      known: { run: () => countIn(owner, projectsOf(count)), answers: count * 50 },
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
  const wide = await lab.as(PERSON.overTwentyThousand);
  const owner = await lab.owner();
  const ids = Array.from({ length: 20_000 }, (_, n) => id("project", 20_001 + n));
  const timing = await measure(
    {
      policy: { run: () => countAll(wide), answers: 200_000 },
      known: { run: () => countIn(owner, ids), answers: 200_000 },
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

const countAll = async (sql: Sql): Promise<number> =>
  (await sql`select count(*)::integer as lines from bench.lines`)[0]?.lines;

const countIn = async (sql: Sql, ids: string[]): Promise<number> =>
  (
    await sql`
      select count(*)::integer as lines from bench.lines
      where project_id = any (${ids}::uuid[])`
  )[0]?.lines;

/** Inserts and updates, each rolled back, against the same by the owner, whom no policy holds. */
async function writes(lab: Lab, count: number): Promise<void> {
  const [project = ""] = projectsOf(count);
  const person = PERSON.memberOf(count);
  const narrowed = await lab.as(person, project);
  const owner = await lab.owner();

  const write = (sql: Sql, text: string, rows: number): Variant => ({
    before: () => sql.unsafe("begin"),
    run: async () => (await sql.unsafe(text, [project], { prepare: true })).count,
    after: () => sql.unsafe("rollback"),
    answers: rows,
  });
  const insert = `
    insert into bench.lines (project_id, owner_id, name, amount)
    select $1, '${id("person", person)}', 'New ' || n, n from generate_series(1, 1000) as n`;
  const inserts = await measure(
    { policy: write(narrowed, insert, 1000), none: write(owner, insert, 1000) },
    { ...lab.turns(30), batch: 1 },
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
    { ...lab.turns(3), batch: 1 },
  );
  lab.report({
    question: `update of 50 rows, a user of ${count}`,
    limit: "no policy",
    measured: updates.ratio("policy", "none"),
    times: updates.median,
    goal: 1.2,
  });
}
