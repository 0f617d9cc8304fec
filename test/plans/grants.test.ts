// What a decision reads of the grants: an index, and no more for whoever has more of them.
// GRANTS=1000000 asks the same of a million.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../../scripts/lib/database.ts";
import { connect, type Sql } from "../../scripts/lib/sql.ts";
import { testDatabase } from "../stack/database.ts";

const GRANTS = Number(process.env.GRANTS ?? 20_000);
const EACH = 10;
const HEAVY = 500;

let database: Database;
let sql: Sql;

beforeAll(async () => {
  database = await testDatabase();
  sql = connect(database.url("supabase_admin"), 1);
  await sql.unsafe(`
    create table public.people as
      select gen_random_uuid() as id, n from generate_series(0, ${GRANTS / EACH}) as n;
    alter table stagedoor.user_accounts disable trigger all;
    alter table stagedoor.user_accesses disable trigger all;
    alter table stagedoor.scopes disable trigger _900_record;
    insert into auth.users (id, email) select id, n || '@example.test' from public.people;
    insert into stagedoor.user_accounts (id, auth_user_id, account_status)
      select id, id, 'verified' from public.people;
    insert into stagedoor.scopes (scope_type, name) values ('organization', 'Northlight');
    insert into stagedoor.scopes (scope_type, parent_id, name)
      select 'project', o.id, 'Project ' || n
      from stagedoor.scopes as o, generate_series(1, ${HEAVY}) as n;
    create table public.places as
      select id, row_number() over (order by id) - 1 as n
      from stagedoor.scopes where scope_type = 'project';
    insert into stagedoor.user_accesses (user_id, scope_type, scope_id, grant_type, grant_id)
      select p.id, 'project', s.id, 'role', r.id
      from public.people as p
      cross join generate_series(0, ${HEAVY} - 1) as k
      join public.places as s on s.n = (p.n + k) % ${HEAVY}
      join stagedoor.permission_roles as r on r.role_key = 'crew_member'
      where k < case when p.n = 0 then ${HEAVY} else ${EACH} end;
    alter table stagedoor.user_accounts enable trigger all;
    alter table stagedoor.user_accesses enable trigger all;
    analyze;`);
}, 600_000);
afterAll(async () => {
  await sql?.end();
  await database?.drop();
});

interface Reads {
  seq_scan: number;
  idx_tup_fetch: number;
}

/** What one question, asked by one person, reads of user_accesses. */
async function reads(person: number, question: string): Promise<Reads> {
  return (await sql.begin(async (tx) => {
    const [who] = await tx<{ id: string; place: string }[]>`
      select p.id, s.id as place
      from public.people as p join public.places as s on s.n = p.n % ${HEAVY}
      where p.n = ${person}`;
    const claims = JSON.stringify({ sub: who?.id, role: "authenticated", aal: "aal1" });
    await tx`select set_config('request.jwt.claims', ${claims}, true),
      set_config('test.place', ${who?.place ?? ""}, true),
      set_config('test.person', ${who?.id ?? ""}, true)`;
    await tx`set local role authenticated`;
    await tx.unsafe(question);
    await tx`reset role`;
    const [row] = await tx<Reads[]>`
      select seq_scan::int, coalesce(idx_tup_fetch, 0)::int as idx_tup_fetch
      from pg_stat_xact_user_tables
      where schemaname = 'stagedoor' and relname = 'user_accesses'`;
    return row;
  })) as Reads;
}

const PLACE = "current_setting('test.place')::uuid";
const QUESTIONS = {
  "a decision": `select public.can('schedule:view', ${PLACE})`,
  "a refusal": `select public.can('budget:view:all', ${PLACE})`,
  "a menu": `select * from public.get_user_project_menu(
    current_setting('test.person')::uuid, ${PLACE})`,
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
      expect(heavy.idx_tup_fetch).toBeLessThanOrEqual(light.idx_tup_fetch + 2);
    },
  );

  it("F13: the light one and the heavy one are answered yes (control)", async () => {
    for (const n of [0, 1]) {
      const [row] = await sql.begin(async (tx) => {
        const [who] = await tx<{ id: string; place: string }[]>`
          select p.id, s.id as place
          from public.people as p join public.places as s on s.n = p.n
          where p.n = ${n}`;
        await tx`select set_config('request.jwt.claims',
          ${JSON.stringify({ sub: who?.id, role: "authenticated" })}, true)`;
        return tx<{ can: boolean }[]>`
          select public.can('schedule:view', ${who?.place ?? ""}) as can`;
      });
      expect(row?.can).toBe(true);
    }
  });
});
