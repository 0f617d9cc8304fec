// A definer is only as safe as the names in it. PostgreSQL looks for relations and types in
// the temporary schema of the session first, whoever made what is there: `set search_path`
// to nothing does not change that. Here every type and relation of pg_catalog has a shadow
// in pg_temp that says whose rights it runs with, and every function that a request can call
// is called.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import postgres from "postgres";
import type { Database } from "../../scripts/dev/database.ts";
import { connect, type Sql } from "../../scripts/dev/sql.ts";
import { testDatabase } from "../stack/database.ts";
import { callable, type Rpc } from "./catalog.ts";
import { calls } from "./fuzz-values.ts";
import { IDS, SESSION, WORLD } from "./fuzz-world.ts";

const SEED = 20261122;
const CALLS = 10;

let database: Database;
let rpcs: Rpc[];
let ids: string[];
let people: Map<string, string>;

beforeAll(async () => {
  database = await testDatabase({ from: "kit" });
  const owner = connect(database.url());
  await owner.unsafe(WORLD);
  ids = (await owner.unsafe<{ id: string }[]>(IDS)).map((row) => row.id);
  rpcs = await callable(owner);
  const rows = await owner<{ name: string; id: string }[]>`
    select n as name, tests.user_id(n) as id from unnest(array['owner', 'crew']) as n`;
  people = new Map(rows.map((row) => [row.name, row.id]));
  await owner`select tests.start_session('owner', ${SESSION}, 'aal2')`;
  await owner.end();
}, 120_000);

afterAll(() => database?.drop());

/** What a session with direct SQL can make: it needs the right to temporary objects only. */
const SHADOWS = `
create function pg_temp.seen(p_name pg_catalog.text) returns boolean language plpgsql as $$
begin
  if current_user <> all (array['anon', 'authenticated', 'service_role']) then
    raise warning 'SHADOWED % as %', p_name, current_user;
  end if;
  return true;
end;
$$;

create function pg_temp.attempt(p_call pg_catalog.text) returns void language plpgsql as $$
begin
  execute p_call;
  set constraints all immediate;
  raise sqlstate 'ZZ000';
exception
  when others then null;
end;
$$;

do $$
declare
  v_name pg_catalog.text;
begin
  for v_name in
    select c.relname
    from pg_catalog.pg_class as c
    where c.relnamespace = 'pg_catalog'::pg_catalog.regnamespace
      and c.relkind in ('r', 'v')
      and pg_catalog.has_table_privilege(c.oid, 'select')
  loop
    -- No view has a column of a pseudo-type.
    execute pg_catalog.format(
      'create view pg_temp.%1$I as select %2$s from pg_catalog.%1$I where pg_temp.seen(%1$L)',
      v_name, (
        select pg_catalog.string_agg(
          pg_catalog.format(case a.atttypid
            when 'pg_catalog.anyarray'::pg_catalog.regtype then '%1$I::pg_catalog.text as %1$I'
            else '%1$I' end, a.attname), ', ' order by a.attnum)
        from pg_catalog.pg_attribute as a
        where a.attrelid = pg_catalog.format('pg_catalog.%I', v_name)::pg_catalog.regclass
          and a.attnum > 0
          and not a.attisdropped
      ));
  end loop;
  for v_name in
    select t.typname
    from pg_catalog.pg_type as t
    where t.typnamespace = 'pg_catalog'::pg_catalog.regnamespace
      and t.typtype in ('b', 'r')
      and t.typcategory <> 'A'
      and t.typname !~ '^(pg_|_)'
  loop
    execute pg_catalog.format(
      'create domain pg_temp.%1$I as pg_catalog.%1$I check (pg_temp.seen(%1$L))', v_name);
  end loop;
end;
$$;
`;

/** A session with the role and claims of somebody, and what it was warned of. */
async function session(
  role: string,
  claims: object,
): Promise<{ sql: Sql; warned: Set<string> }> {
  const warned = new Set<string>();
  const sql = postgres(database.url("authenticator"), {
    max: 1,
    fetch_types: false,
    prepare: false,
    onnotice: (notice) => {
      if (notice.message?.startsWith("SHADOWED")) warned.add(notice.message);
    },
  });
  await sql.unsafe(`set role ${role}`);
  await sql`select set_config('request.jwt.claims', ${JSON.stringify({ role, ...claims })}, false)`;
  await sql.unsafe(SHADOWS);
  return { sql, warned };
}

describe("P2: names that a session puts in the way", () => {
  const cases: [string, string, () => object][] = [
    ["nobody", "authenticated", () => ({})],
    [
      "the owner of an organization",
      "authenticated",
      () => ({ sub: people.get("owner"), aal: "aal2", session_id: SESSION }),
    ],
    ["crew", "authenticated", () => ({ sub: people.get("crew"), aal: "aal1" })],
    ["the service", "service_role", () => ({})],
  ];

  for (const [who, role, claims] of cases) {
    it(`run with nobody else's rights, for ${who}`, async () => {
      const { sql, warned } = await session(role, claims());
      for (const rpc of rpcs.filter((r) => r.callers.includes(role))) {
        for (const call of calls(rpc, ids, SEED, who, CALLS)) {
          await sql`select pg_temp.attempt(${call})`;
        }
      }
      await sql.end();
      expect([...warned].toSorted()).toEqual([]);
    }, 120_000);
  }

  it("would be noticed: a definer that trusts the empty path runs them", async () => {
    const owner = connect(database.url());
    await owner.unsafe(`
      create function public.trusting() returns void language plpgsql security definer
      set search_path = '' as $$ declare v_id uuid := gen_random_uuid(); begin end; $$;
      grant execute on function public.trusting() to authenticated;`);
    const { sql, warned } = await session("authenticated", {});
    await sql`select pg_temp.attempt('select public.trusting()')`;
    await sql.end();
    await owner`drop function public.trusting()`;
    await owner.end();
    expect([...warned]).toEqual(["SHADOWED uuid as postgres"]);
  });
});
