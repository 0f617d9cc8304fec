// What scripts/generate/calls.ts says of nulls, held to what calls answer: over the
// demonstration, whoever asks and wherever, no column is null that is not said to be.
import type { TransactionSql } from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../../scripts/dev/database.ts";
import { runSqlFile, type Sql, withSql } from "../../scripts/dev/sql.ts";
import { TOLD } from "../../scripts/generate/calls.ts";
import { inRoot } from "../../scripts/lib/paths.ts";
import { testDatabase } from "../stack/database.ts";

/** Olivia, who founded the company of the demonstration, and Sarah. */
const OLIVIA = "5eed0000-0000-4000-8000-000000000001";
const SARAH = "5eed0000-0000-4000-8000-000000000002";

/** They and Priya, who keeps the books, ask; they are asked about. */
const ASKERS = [OLIVIA, SARAH, "5eed0000-0000-4000-8000-000000000004"];

let database: Database;
beforeAll(async () => {
  database = await testDatabase();
  await withSql(database.url(), async (sql) => {
    for (const file of [
      ...["seed.sql", "film/production.sql", "film/data.sql", "film/money.sql"],
      "theatre/company.sql",
    ]) {
      await runSqlFile(sql, inRoot("supabase", file));
    }
    // What the demonstration lacks, done by Olivia.
    await sql.begin(async (tx) => {
      await speakAs(tx, OLIVIA);
      const [at] = await tx<{ project: string; studio: string }[]>`
        select p.project_id as project, public.create_studio('Ink') as studio
        from public.get_my_projects() as p where p.name = 'Alpha'`;
      const { project = "", studio = "" } = at ?? {};
      const inAnHour = new Date(Date.now() + 3_600_000);
      await tx`select public.invite_user('new@example.com', ${project}, 'crew_member')`;
      await tx`
        select public.delegate_access(
          ${SARAH}, ${project}, array['schedule:edit'], ${inAnHour})`;
      await tx`
        select public.start_access_review(${project}, array[${OLIVIA}::uuid],
          ${inAnHour}, 'keep')`;
      await tx`select public.set_staff_role(${studio}, ${SARAH}, 'assistant')`;
    });
  });
});
afterAll(() => database?.drop());

/** Speak as somebody who is signed in, until the end of the transaction. */
async function speakAs(tx: TransactionSql, person: string): Promise<void> {
  const claims = JSON.stringify({ sub: person, role: "authenticated", aal: "aal1" });
  await tx`select set_config('request.jwt.claims', ${claims}, true)`;
  await tx`set local role authenticated`;
}

/** Rows of one call after which no more are asked for. */
const ENOUGH = 300;

/** Calls that answer nobody here: the service's own, and those that wait for something to happen. */
const SILENT = [
  "disclose_personal_data",
  "get_studio_figures",
  "guild_reconciliation",
  "list_alerts",
  "list_my_sessions",
  "read_audit_heads",
  "read_audit_leaves",
  "take_alert_messages",
];

interface Call {
  name: string;
  names: string[];
}

/** Every call that answers a table, with its arguments that have no default. */
const tables = (sql: Sql) => sql<Call[]>`
  select f.proname as name,
    coalesce(f.proargnames[1 : f.pronargs - f.pronargdefaults], '{}') as names
  from pg_proc as f
  where f.pronamespace = 'public'::regnamespace and f.proretset
    and f.proname in (select p.proname from pg_proc as p
      where p.pronamespace::regnamespace::text like 'stagedoor%')
  order by f.proname`;

/** What may stand in an argument: ids and words of the demonstration. */
async function candidates(sql: Sql): Promise<Record<string, string[]>> {
  const list = async (query: string) =>
    (await sql.unsafe<{ it: string }[]>(query)).map(({ it: each }) => each);
  const scopes = await list(`
    select s.id::text as it
    from stagedoor.scopes as s
    where s.name in ('Alpha', 'Ink') or s.parent_id is null
    union all (
      select s.id::text from stagedoor.scopes as s
      where s.scope_type = 'department' order by s.id limit 1)`);
  return {
    p_scope_id: scopes,
    p_project_id: scopes,
    p_user_id: [OLIVIA, SARAH],
    p_cost_code_id: await list("select id::text as it from public.cost_codes limit 3"),
    p_transaction_id: await list(
      "select id::text as it from public.cost_transactions limit 10",
    ),
    p_union_agreement_id: await list(
      "select id::text as it from public.union_agreements limit 3",
    ),
    p_review_id: await list("select id::text as it from stagedoor.access_reviews"),
    p_permission_key: ["budget:view:all", "nonsense"],
    p_item_key: ["budgets"],
    p_from: ["2020-01-01"],
    p_to: ["2030-01-01"],
  };
}

/** Every way to fill these arguments. */
function fillings(names: readonly string[], of: Record<string, string[]>): string[][] {
  return names.reduce<string[][]>(
    (filled, name) =>
      filled.flatMap((before) => (of[name] ?? []).map((value) => [...before, value])),
    [[]],
  );
}

describe("a column that is not said to be null", () => {
  it("holds something, whoever asks, over the demonstration", async () => {
    await withSql(database.url(), async (sql) => {
      const of = await candidates(sql);
      const rows: Record<string, number> = {};
      const wrong = new Set<string>();
      for (const { name, names } of await tables(sql)) {
        rows[name] = 0;
        for (const person of ASKERS) {
          for (const filling of fillings(names, of)) {
            if (rows[name] > ENOUGH) break;
            const found = await as(sql, person, name, names, filling);
            rows[name] += found.length;
            for (const row of found) {
              for (const [column, value] of Object.entries(row)) {
                if (value === null && !TOLD[name]?.nulls?.includes(column)) {
                  wrong.add(`${name}.${column}`);
                }
              }
            }
          }
        }
      }
      expect([...wrong]).toEqual([]);
      const silent = Object.keys(rows).filter((name) => rows[name] === 0);
      expect(silent).toEqual(SILENT);
    });
  }, 240_000);
});

/** What a call answers somebody; nothing where it refuses. */
async function as(
  sql: Sql,
  person: string,
  name: string,
  names: readonly string[],
  values: readonly string[],
): Promise<Record<string, unknown>[]> {
  const named = names.map((each, i) => `${each} => $${i + 1}`).join(", ");
  try {
    return await sql.begin(async (tx) => {
      await speakAs(tx, person);
      return [...(await tx.unsafe(`select * from public.${name}(${named})`, [...values]))];
    });
  } catch {
    return [];
  }
}
