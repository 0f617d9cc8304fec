import type { Sql } from "../../scripts/dev/sql.ts";

/** Projects in the house. Person 0 works in all of them. */
export const PROJECTS = 500;

/** Projects of everybody else. */
export const EACH = 10;

/** What to ask as somebody: their place is one of their projects. */
export const PLACE = "current_setting('test.place')::uuid";

/** The id of whoever asks. */
export const PERSON = "current_setting('test.person')::uuid";

/** Fill an empty database with so many grants. The connection is a superuser's. */
export async function fill(sql: Sql, grants: number): Promise<void> {
  await sql.unsafe(`
    create table public.people as
      select gen_random_uuid() as id, n from generate_series(0, ${grants / EACH}) as n;
    alter table stagedoor.user_accounts disable trigger all;
    alter table stagedoor.user_accesses disable trigger all;
    alter table stagedoor.scopes disable trigger _900_record;
    insert into auth.users (id, email) select id, n || '@example.test' from public.people;
    insert into stagedoor.user_accounts (id, auth_user_id, account_status)
      select id, id, 'verified' from public.people;
    insert into stagedoor.scopes (scope_type, name) values ('organization', 'Northlight');
    insert into stagedoor.scopes (scope_type, parent_id, name)
      select 'project', o.id, 'Project ' || n
      from stagedoor.scopes as o, generate_series(1, ${PROJECTS}) as n;
    create table public.places as
      select id, row_number() over (order by id) - 1 as n
      from stagedoor.scopes where scope_type = 'project';
    insert into stagedoor.user_accesses (user_id, scope_type, scope_id, grant_type, grant_id)
      select p.id, 'project', s.id, 'role', r.id
      from public.people as p
      cross join generate_series(0, ${PROJECTS} - 1) as k
      join public.places as s on s.n = (p.n + k) % ${PROJECTS}
      join stagedoor.permission_roles as r on r.role_key = 'crew_member'
      where k < case when p.n = 0 then ${PROJECTS} else ${EACH} end;
    alter table stagedoor.user_accounts enable trigger all;
    alter table stagedoor.user_accesses enable trigger all;`);
  await sql`vacuum analyze`;
}

/** Do something as somebody, over the one connection; it is rolled back. */
export async function askAs<T>(
  sql: Sql,
  person: number,
  work: (sql: Sql) => Promise<T>,
): Promise<T> {
  await sql`begin`;
  try {
    const [who] = await sql<{ id: string; place: string }[]>`
      select p.id, s.id as place
      from public.people as p join public.places as s on s.n = p.n % ${PROJECTS}
      where p.n = ${person}`;
    const claims = JSON.stringify({ sub: who?.id, role: "authenticated", aal: "aal1" });
    await sql`select set_config('request.jwt.claims', ${claims}, true),
      set_config('test.place', ${who?.place ?? ""}, true),
      set_config('test.person', ${who?.id ?? ""}, true)`;
    await sql`set local role authenticated`;
    return await work(sql);
  } finally {
    await sql`rollback`;
  }
}
