// The shape of the plans that docs/performance.md rests on: where an index is asked, by what,
// and how often a policy looks up the caller's projects. No time is measured.
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../../scripts/dev/database.ts";
import type { Sql } from "../../scripts/dev/sql.ts";
import { testDatabase } from "../stack/database.ts";
import { askAs, EACH, fill, PERSON, PLACE, PROJECTS } from "./world.ts";

const LINES_EACH = 40;

let database: Database;
let sql: Sql;
let heard: string[] = [];

beforeAll(async () => {
  database = await testDatabase();
  sql = postgres(database.url("supabase_admin"), {
    max: 1,
    onnotice: ({ message = "" }) => heard.push(message),
  });
  await fill(sql, 20_000);
  await sql.unsafe(`
    create table public.lines as
      select p.id as project_id, g as amount, now() - g * interval '1 minute' as created_at
      from public.places as p cross join generate_series(1, ${LINES_EACH}) as g;
    create index on public.lines (project_id, created_at desc);
    alter table public.lines enable row level security;
    create policy lines_select on public.lines for select to authenticated using (
      project_id = any ((select stagedoor.scopes_with('schedule:view'))::uuid[]));
    create policy lines_insert on public.lines for insert to authenticated with check (
      project_id = any ((select stagedoor.scopes_with('schedule:view'))::uuid[]));
    create policy lines_update on public.lines for update to authenticated using (
      project_id = any ((select stagedoor.scopes_with('schedule:view'))::uuid[]));
    grant select, insert, update on public.lines to authenticated;

    -- What docs/performance.md advises against, to show that this file would notice.
    create table public.slow_lines as table public.lines;
    create index on public.slow_lines (project_id, created_at desc);
    alter table public.slow_lines enable row level security;
    create policy slow_lines_select on public.slow_lines for select to authenticated
      using (stagedoor.can('schedule:view', project_id));
    grant select on public.slow_lines to authenticated;

    analyze public.lines, public.slow_lines;
    load 'auto_explain';
    set auto_explain.log_min_duration = 0;
    set auto_explain.log_nested_statements = on;
    set auto_explain.log_analyze = on;
    set auto_explain.log_format = json;
    set auto_explain.log_level = notice;
    set track_functions = 'all';
    -- Calls in parallel workers are counted elsewhere.
    set max_parallel_workers_per_gather = 0;`);
}, 600_000);
afterAll(async () => {
  await sql?.end();
  await database?.drop();
});

interface Node {
  "Node Type": string;
  "Actual Loops": number;
  "Relation Name"?: string;
  "Index Name"?: string;
  "Index Cond"?: string;
  "Parent Relationship"?: string;
  Plans?: Node[];
}

interface Watched {
  /** Every node of every plan, of the statement and of the functions that it calls. */
  nodes: Node[];
  /** Calls of each function of schema stagedoor. */
  calls: Record<string, number>;
}

/** What a statement does when somebody runs it a second time. */
function watch(person: number, statement: string, isNarrowed = false): Promise<Watched> {
  return askAs(sql, person, async (tx) => {
    if (isNarrowed) {
      await tx`select set_config('request.headers',
        json_build_object('x-project-id', current_setting('test.place'))::text, true)`;
    }
    await tx.unsafe(statement);
    const before = await calls(tx);
    heard = [];
    await tx.unsafe(statement);
    const plans = heard.filter((message) => message.includes("plan:\n"));
    const after = await calls(tx);
    return {
      nodes: plans.flatMap((message) => {
        const { Plan } = JSON.parse(message.slice(message.indexOf("{"))) as { Plan: Node };
        return flat(Plan);
      }),
      calls: Object.fromEntries(
        Object.entries(after).map(([name, count]) => [name, count - (before[name] ?? 0)]),
      ),
    };
  });
}

async function calls(tx: Sql): Promise<Record<string, number>> {
  const rows = await tx<{ funcname: string; calls: number }[]>`
    select f.funcname, sum(f.calls)::int as calls
    from pg_stat_xact_user_functions as f
    where f.schemaname = 'stagedoor'
    group by f.funcname`;
  return Object.fromEntries(rows.map((row) => [row.funcname, row.calls]));
}

const flat = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(flat)];

/** The nodes that read a table, and how: by which index, on which of its columns. */
function reading({ nodes }: Watched, table: string): Node[] {
  const indexed = nodes.filter(
    (node) =>
      node["Node Type"] === "Bitmap Index Scan" && node["Index Name"]?.startsWith(table),
  );
  return [
    ...nodes.filter(
      (node) => node["Relation Name"] === table && node["Node Type"] !== "Bitmap Heap Scan",
    ),
    ...indexed,
  ];
}

const QUESTIONS = {
  "a decision": `select public.can('schedule:view', ${PLACE})`,
  "a refusal": `select public.can('budget:view:all', ${PLACE})`,
  "a menu": `select * from public.get_user_project_menu(${PERSON}, ${PLACE})`,
  "a session": `select public.get_my_session(${PLACE})`,
  "a page": "select amount from public.lines limit 50",
};

const PAGE = `select amount from public.lines where project_id = ${PLACE}
  order by created_at desc limit 20`;

describe.each([
  ["10 projects", 1, EACH],
  ["500 projects", 0, PROJECTS],
])("for somebody of %s", (_, person, projects) => {
  it.each(Object.entries(QUESTIONS))(
    "F13, F22: %s finds grants by the person, in an index",
    async (_name, statement) => {
      const reads = reading(await watch(person, statement), "user_accesses");
      expect(reads.length).toBeGreaterThan(0);
      for (const node of reads) {
        expect(node["Node Type"]).toMatch(/Index/);
        expect(node["Index Cond"]).toContain("user_id = ");
      }
    },
  );

  it("F13: a decision reads what it needs of a grant from the index alone", async () => {
    const [node, ...more] = reading(
      await watch(person, QUESTIONS["a decision"]),
      "user_accesses",
    );
    expect(more).toEqual([]);
    expect(node).toMatchObject({
      "Node Type": "Index Only Scan",
      "Index Name": "user_accesses_user_id_scope_id_live_idx",
      "Index Cond": expect.stringMatching(/user_id = .*scope_id = /),
    });
  });

  it("F22: a page of one project asks for the projects once, and is found by project", async () => {
    const watched = await watch(person, PAGE, true);
    expect(watched.calls.scopes_with).toBe(1);
    expect(reading(watched, "lines")).toEqual([
      expect.objectContaining({
        "Node Type": expect.stringMatching(/Index/),
        "Index Cond": expect.stringContaining("project_id = "),
      }),
    ]);
    const once = watched.nodes.filter((n) => n["Parent Relationship"] === "InitPlan");
    expect(once.map((n) => n["Actual Loops"])).toEqual(once.map(() => 1));
    expect(once.length).toBeGreaterThan(0);
  });

  it("F22: a count of everything asks for the projects once", async () => {
    const counted = "select count(*)::int as lines from public.lines";
    expect((await watch(person, counted)).calls.scopes_with).toBe(1);
    const [row] = await askAs(sql, person, (tx) => tx.unsafe(counted));
    expect(row?.lines).toBe(projects * LINES_EACH);
  });

  it("F22: an insert and an update of many rows ask once a policy", async () => {
    const insert = await watch(
      person,
      `insert into public.lines select ${PLACE}, n, now() from generate_series(1, 1000) as n`,
      true,
    );
    expect(insert.calls.scopes_with).toBe(1);
    const update = await watch(
      person,
      `update public.lines set amount = amount + 1 where project_id = ${PLACE}`,
      true,
    );
    // using of the update, using of the select, and the check, which is the using again.
    expect(update.calls.scopes_with).toBeLessThanOrEqual(3);
  });
});

it("F22: a page of few projects is found by those, not by looking at every line", async () => {
  const [node] = reading(await watch(1, QUESTIONS["a page"]), "lines");
  expect(node?.["Node Type"]).toMatch(/Index/);
  expect(node?.["Index Cond"]).toMatch(
    /project_id = ANY \(.*InitPlan|project_id = ANY \(\(?\$/,
  );
});

it("F47: the sealer's page of heads asks once which installation it reads", async () => {
  const { heads, asked } = await sql.begin(async (tx) => {
    // A dozen logs, which each have a head.
    await tx`select stagedoor.record_event(p_event => 'scope.seen', p_scope_id => p.id)
      from public.places as p where p.n < 12`;
    await tx`set constraints all immediate`;
    const [page] = await tx<{ heads: number }[]>`
      select count(distinct h.sequence_id)::int as heads
      from public.read_audit_heads(p_limit => 100) as h
      where h.installation is not null`;
    const [call] = await tx<{ asked: number }[]>`
      select f.calls::int as asked from pg_stat_xact_user_functions as f
      where f.schemaname = 'stagedoor_audit' and f.funcname = 'identity'`;
    return { heads: page?.heads, asked: call?.asked };
  });
  expect(heads).toBeGreaterThan(10);
  expect(asked).toBe(1);
});

describe("this file notices", () => {
  it("a policy that asks row by row", async () => {
    const asked = await watch(1, "select count(*) from public.slow_lines");
    expect(asked.calls.can).toBeGreaterThanOrEqual(PROJECTS * LINES_EACH);
    // Row by row is what takes its time.
  }, 240_000);

  it("a decision that reads grants in sequence", async () => {
    await sql`set enable_indexscan = off`;
    await sql`set enable_indexonlyscan = off`;
    await sql`set enable_bitmapscan = off`;
    try {
      await sql`discard plans`;
      const nodes = reading(await watch(1, QUESTIONS["a decision"]), "user_accesses");
      expect(nodes.map((node) => node["Node Type"])).toContain("Seq Scan");
    } finally {
      await sql`reset enable_indexscan`;
      await sql`reset enable_indexonlyscan`;
      await sql`reset enable_bitmapscan`;
      await sql`discard plans`;
    }
  });
});
