// A production of 5,000 codes and a million budget lines: who may write, a page of lines, and
// the cost report while sixteen import.
import { inRoot } from "../../scripts/lib/paths.ts";
import { runSqlFile, type Sql } from "../../scripts/dev/sql.ts";
import { type Caller, id, type Lab, type Question } from "../lab.ts";
import { measure, quantile } from "../measure.ts";
import { round } from "../report.ts";
import { PERSON } from "../world.ts";

const PROJECT = id("project", 4);
const IMPORTERS = 16;

/** What a developer writes without an engine: the role in the project, and its policy. */
const LEVEL_BY_HAND = `
  select coalesce((
    select case
      when p.category = 'above_line' and p.requires_guild_approval then 'read'
      when p.category = 'below_line' and p.allows_line_producer_edit then 'approve'
      else 'denied'
    end
    from public.cost_codes as c
    join public.productions as w on w.project_id = c.project_id
    join stagedoor.user_accesses as a
      on a.scope_id = c.project_id and a.user_id = (select auth.uid())
    join public.cost_policies as p
      on p.permission_role_id = a.grant_id
      and (p.project_id = c.project_id or p.project_id is null)
      and p.category = c.category
      and (p.prefix is null or p.prefix = c.prefix)
      and (p.union_agreement_id is null or p.union_agreement_id = c.union_agreement_id)
      and (p.phase is null or p.phase = w.phase)
    where c.id = $1
      and a.status = 'Active'
      and (a.valid_from is null or a.valid_from <= now())
      and (a.valid_until is null or a.valid_until > now())
    order by p.project_id is null, p.prefix is null, p.union_agreement_id is null,
      p.phase is null
    limit 1), 'denied') as level`;

/** Whether the caller sees budgets of that project, by a role there. */
const SEES_BY_HAND = `exists (
  select from stagedoor.user_accesses as a
  join stagedoor.permission_role_links as k on k.permission_role_id = a.grant_id
  join stagedoor.permissions as p on p.id = k.permission_id
  where a.user_id = (select auth.uid())
    and a.scope_id = l.project_id
    and a.status = 'Active'
    and (a.valid_from is null or a.valid_from <= now())
    and (a.valid_until is null or a.valid_until > now())
    and p.permission_key = 'budget:view:assigned')`;

/** The sums of a report alone: no headers, no estimates, nobody asked. */
const REPORT_BY_HAND = `
  select c.code, coalesce(b.budget, 0) as budget, coalesce(t.actual, 0) as actual
  from public.cost_codes as c
  left join (
    select l.cost_code_id, sum(l.amount) as budget
    from public.budget_lines as l where l.project_id = $1 group by 1
  ) as b on b.cost_code_id = c.id
  left join (
    select t.cost_code_id, sum(t.signed_amount) as actual
    from public.cost_transactions as t
    where t.project_id = $1 and t.kind <> 'order' and t.status = 'posted'
      and t.transaction_date <= current_date
    group by 1
  ) as t on t.cost_code_id = c.id
  where c.project_id = $1 and c.is_postable
  order by c.code`;

/** Cost access, a page of lines and the report, against the same written by hand. */
export const film: Question = async (lab) => {
  await load(lab, lab.world.size === "10k" ? 20_000 : 1_000_000);
  await levels(lab);
  await page(lab);
  await report(lab);
};

/** Make the production with its codes, where it is not there. */
export async function ensureProduction(sql: Sql): Promise<void> {
  const [there] = await sql`select to_regprocedure('bench.film_is_there()') as is_there`;
  if (!there?.["is_there"]) await runSqlFile(sql, inRoot("bench/world/7_film.sql"));
  const [row] = await sql`select bench.film_is_there() as is_there`;
  if (!row?.["is_there"]) await sql`select bench.add_film()`;
}

async function load(lab: Lab, lines: number): Promise<void> {
  const sql = lab.connect();
  await ensureProduction(sql);
  // The reserve of the overrides is no line of these.
  const [row] = await sql`
    select exists (select from public.cost_transactions) as is_there`;
  if (row?.["is_there"]) return;
  await sql`set maintenance_work_mem = '1GB'`;
  for (const [table, add] of [
    ["public.budget_lines", "bench.add_budget_lines"],
    ["public.cost_transactions", "bench.add_costs"],
  ] as const) {
    await sql.unsafe(`select bench.quieten('${table}'::regclass)`);
    for (let from = 1; from <= lines; from += 100_000) {
      await sql.unsafe(`select ${add}(${from}, ${Math.min(from + 99_999, lines)})`);
    }
    await sql.unsafe(`call bench.restore('${table}')`);
    await sql.unsafe(`vacuum analyze ${table}`);
  }
  await sql`analyze public.cost_codes`;
}

async function levels(lab: Lab): Promise<void> {
  const person = PERSON.lineProducer;
  const codes = Array.from({ length: 50 }, (_, n) => id("code", n * 100 + 1));
  const ask =
    (caller: Caller, text: string) =>
    async (turn: number): Promise<unknown> =>
      (await caller.ask(text, [codes[turn % codes.length] ?? ""]))[0]?.level;
  const timing = await measure(
    {
      engine: {
        run: ask(lab.as(person), "select public.resolve_cost_access($1) as level"),
        answers: "read",
      },
      hand: { run: ask(lab.owner(person), LEVEL_BY_HAND), answers: "read" },
    },
    lab.turns(2),
  );
  lab.report({
    question: "resolve_cost_access, of 5,000 codes",
    limit: "a hand-written query",
    measured: timing.ratio("engine", "hand"),
    times: timing.median,
  });
}

async function page(lab: Lab): Promise<void> {
  const person = PERSON.lineProducer;
  const read =
    (caller: Caller, check = "") =>
    async (): Promise<unknown[]> =>
      (
        await caller.ask(
          `select l.* from public.budget_lines as l
           where l.project_id = $1 and l.cost_code_id = $2 ${check}
           order by l.created_at desc limit 50`,
          [PROJECT, id("code", 2501)],
        )
      ).map((row) => row.id);
  const owner = lab.owner(person);
  const answers = await read(owner)();
  const timing = await measure(
    {
      policy: { run: read(lab.as(person)), answers },
      narrowed: { run: read(lab.as(person, PROJECT)), answers },
      hand: { run: read(owner, `and ${SEES_BY_HAND}`), answers },
    },
    lab.turns(2),
  );
  lab.report({
    question: "page of 50 budget lines of a code",
    limit: "a hand-written check",
    measured: timing.ratio("policy", "hand"),
    times: timing.median,
  });
  lab.report({
    question: "the same with x-project-id",
    limit: "a hand-written check",
    measured: timing.ratio("narrowed", "hand"),
  });
}

async function report(lab: Lab): Promise<void> {
  const asked = lab.as(PERSON.lineProducer);
  const REPORT = "select r.* from public.get_cost_report($1) as r";
  const ask = async () =>
    (await asked.ask(REPORT, [PROJECT]))
      .filter((row) => !row.is_header)
      .map((row) => [row.code, Number(row.budget), Number(row.actual)]);
  const byHand = async () =>
    (await lab.owner().ask(REPORT_BY_HAND, [PROJECT])).map((row) => [
      row.code,
      Number(row.budget),
      Number(row.actual),
    ]);
  const answers = await byHand();
  const timing = await measure(
    { report: { run: ask, answers }, hand: { run: byHand, answers } },
    lab.turns(400),
  );
  lab.report({
    question: "get_cost_report, 5,000 codes",
    limit: "its sums by hand",
    measured: timing.ratio("report", "hand"),
    times: timing.median,
  });
  await whileImporting(lab, ask, timing.median["report"] ?? Number.NaN);
}

/** The report again, while sixteen accountants import weeks of twenty rows. */
async function whileImporting(
  lab: Lab,
  ask: () => Promise<unknown>,
  alone: number,
): Promise<void> {
  const rows = Array.from({ length: 20 }, (_, n) => ({
    week_ending: "2026-06-06",
    payee: `Payee ${n}`,
    cost_code: String(1000 + 2501 + n),
    amount: "100.00",
    currency: "USD",
    earning: "straight_time",
  }));
  const run = `run ${Date.now()}`;
  let isOver = false;
  const weeks: number[] = [];
  const crowd = Array.from({ length: IMPORTERS }, async (_, n) => {
    const clerk = lab.as(PERSON.accountant).alone();
    for (let week = 0; !isOver; week += 1) {
      const begun = performance.now();
      const [row] = await clerk.ask(
        "select public.import_transactions($1, $2::text::jsonb, $3) ->> 'imported' as imported",
        [PROJECT, JSON.stringify(rows), `${run} ${n} ${week}`],
      );
      if (Number(row?.imported) !== rows.length) throw new Error("A week was rejected.");
      weeks.push(performance.now() - begun);
    }
  });
  const times: number[] = [];
  for (let time = 0; time < 5; time += 1) {
    const begun = performance.now();
    await ask();
    times.push(performance.now() - begun);
  }
  isOver = true;
  await Promise.all(crowd);
  const busy = quantile(times, 0.5);
  lab.report({
    question: "get_cost_report while 16 connections import",
    limit: "the report alone",
    measured: `${round(busy / alone)} times, ${weeks.length} weeks of 20 rows meanwhile`,
    times: { report: busy, alone, week: quantile(weeks, 0.5) },
  });
}
