// What a decision reads of the grants: an index, and no more for whoever has more of them.
// GRANTS=1000000 asks the same of a million.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../../scripts/dev/database.ts";
import { connect, type Sql } from "../../scripts/dev/sql.ts";
import { testDatabase } from "../stack/database.ts";
import { askAs, fill, PERSON, PLACE, PROJECTS } from "./world.ts";

const GRANTS = Number(process.env.GRANTS ?? 20_000);

let database: Database;
let sql: Sql;

beforeAll(async () => {
  database = await testDatabase();
  sql = connect(database.url("supabase_admin"), 1);
  await fill(sql, GRANTS);
}, 600_000);
afterAll(async () => {
  await sql?.end();
  await database?.drop();
});

interface Reads {
  seq_scan: number;
  idx_tup_read: number;
}

/** What has been read of user_accesses so far: whole scans, and entries of its indexes. */
async function totals(): Promise<Reads> {
  await sql`select pg_stat_force_next_flush()`;
  const [row] = await sql<[Reads]>`
    select
      (select seq_scan::int from pg_stat_user_tables as t where t.relid = i.relid),
      sum(i.idx_tup_read)::int as idx_tup_read
    from pg_stat_user_indexes as i
    where i.relid = 'stagedoor.user_accesses'::regclass
    group by i.relid`;
  return row;
}

/** What one question, asked by one person, reads of user_accesses. */
async function reads(person: number, question: string): Promise<Reads> {
  const before = await totals();
  await askAs(sql, person, (tx) => tx.unsafe(question));
  const after = await totals();
  return {
    seq_scan: after.seq_scan - before.seq_scan,
    idx_tup_read: after.idx_tup_read - before.idx_tup_read,
  };
}

const QUESTIONS = {
  "a decision": `select public.can('schedule:view', ${PLACE})`,
  "a refusal": `select public.can('budget:view:all', ${PLACE})`,
  "a menu": `select * from public.get_user_project_menu(${PERSON}, ${PLACE})`,
  "a set narrowed to one project": `
    select set_config('request.headers',
      json_build_object('x-project-id', current_setting('test.place'))::text, true);
    select stagedoor.scopes_with('schedule:view')`,
};

describe(`of ${GRANTS} grants`, () => {
  it.each(Object.entries(QUESTIONS))(
    "F13, F22: %s reads no row in sequence, and no more with 500 projects than with 10",
    async (_, question) => {
      const light = await reads(1, question);
      const heavy = await reads(0, question);
      expect([light.seq_scan, heavy.seq_scan]).toEqual([0, 0]);
      expect(light.idx_tup_read).toBeGreaterThan(0);
      expect(heavy.idx_tup_read).toBeLessThanOrEqual(light.idx_tup_read + 2);
    },
  );

  it("F22: all the projects of a user are read for the whole set (control)", async () => {
    const question = "select stagedoor.scopes_with('schedule:view')";
    expect((await reads(0, question)).idx_tup_read).toBeGreaterThanOrEqual(PROJECTS);
  });

  it("F13: the light one and the heavy one are answered yes (control)", async () => {
    for (const person of [0, 1]) {
      const rows = await askAs(sql, person, (tx) =>
        tx.unsafe<[{ can: boolean }]>(
          `select public.can('schedule:view', ${PLACE}) as can`,
        ),
      );
      expect(rows[0].can).toBe(true);
    }
  });
});
