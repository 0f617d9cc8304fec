/** Asking the database everything about a world, in one round trip. */
import type { Sql } from "../../scripts/dev/sql.ts";
import { claimsOf, groundSql, headersOf, tableSql, worldSql } from "./sql.ts";
import type { Shown } from "./pages.ts";
import type { Row, Session, World } from "./world.ts";
import type { Case } from "./worlds.ts";

/** What `authorize` says, as far as it is compared. */
export interface Authorized {
  allowed: boolean;
  policy: string | null;
  reason: string;
  remedy: string;
  valid_until: string | null;
}

/** What a console is shown of a scope; `in_pages` are the pages, one after the other. */
export interface Paged {
  accesses: Shown;
  accesses_in_pages: string[];
  invitations: Shown;
  alerts: Shown;
  first_alerts: Shown;
  events: Shown;
  events_in_pages: string[];
  export: Shown;
  roles: Shown;
  matrix: Shown;
  projects: Shown;
  delegations: Shown;
  /** Of decisions about others. */
  explained: string[];
}

/** The database's answers to one session. A refusal to answer is null. */
export interface Answers {
  decisions: { can: boolean | null; authorize: Authorized }[];
  /** Of the first decisions only: each raise costs a subtransaction. */
  enforced: string[];
  /** Of the first decisions, too: what the explanation says of each. */
  explained: string[];
  sets: { key: string; scopes_with: string[]; scopes_with_own: string[] }[];
  lists: {
    menu: Record<string, boolean> | null;
    permissions: Record<string, string> | null;
    session: {
      permissions: { key: string; policy: string }[];
      menu: Record<string, boolean>;
      valid_until: string | null;
    } | null;
    /** Of one item of the menu. */
    item_explained: string | null;
  }[];
  pages: Paged[];
  rows: Record<"selected" | "updated" | "deleted" | "inserted" | "moved", string[]>;
}

/**
 * Runs as the superuser and becomes each session in turn, the way a request does: claims,
 * headers, role. What must not last is undone by an exception of its own, OR001.
 */
const ASK = `
create schema if not exists oracle_test;
grant usage on schema oracle_test to authenticated;

-- The rows of one query in their order, each as text, or the code of the refusal.
create or replace function oracle_test.told(p_query text)
returns jsonb
language plpgsql
volatile
as $$
declare
  v_told jsonb;
begin
  execute format(
    'select coalesce(jsonb_agg(t.said order by t.place), ''[]'')
     from (select q.said, row_number() over () as place from (%s) as q (said)) as t', p_query)
  into v_told;
  return v_told;
exception when insufficient_privilege or sqlstate 'PT404' then
  return to_jsonb(sqlstate);
end;
$$;

-- Page after page of a list, each as one text, from the last row of the one before. A list that
-- does not get on is left after twenty pages.
create or replace function oracle_test.in_pages(p_query text, p_limit integer)
returns jsonb
language plpgsql
volatile
as $$
declare
  v_page  jsonb;
  v_pages jsonb := '[]';
  v_last  text;
begin
  for v_count in 1 .. 20 loop
    v_page := oracle_test.told(format(p_query, p_limit, quote_nullable(v_last)));
    exit when jsonb_typeof(v_page) <> 'array' or v_page = '[]';
    v_pages := v_pages || to_jsonb(
      (select string_agg(p.value, ' ' order by p.ordinality)
       from jsonb_array_elements_text(v_page) with ordinality as p));
    v_last := v_page ->> -1;
  end loop;
  return v_pages;
end;
$$;

create or replace function oracle_test.pages(p_scope uuid, p_limit integer)
returns jsonb
language plpgsql
volatile
as $$
begin
  return jsonb_build_object(
    'accesses', oracle_test.told(format(
      'select concat_ws('' '', l.access_id, l.scope_id, l.state)
       from public.list_accesses(%L) as l', p_scope)),
    'accesses_in_pages', oracle_test.in_pages(replace(
      'select l.access_id::text from public.list_accesses(:scope, %s, %s) as l',
      ':scope', quote_literal(p_scope)), p_limit),
    'invitations', oracle_test.told(format(
      'select concat_ws('' '', l.access_id, l.state)
       from public.list_invitations(%L) as l', p_scope)),
    'alerts', oracle_test.told(format(
      'select l.alert_id::text from public.list_alerts(%L) as l', p_scope)),
    'first_alerts', oracle_test.told(format(
      'select l.alert_id::text from public.list_alerts(%L, %s) as l', p_scope, p_limit)),
    'events', oracle_test.told(format(
      'select concat_ws('' '', l.seq, l.object_id)
       from public.get_audit_events(%L) as l', p_scope)),
    'events_in_pages', oracle_test.in_pages(replace(
      'select l.seq::text from public.get_audit_events(:scope, %s, %s) as l',
      ':scope', quote_literal(p_scope)), p_limit),
    'export', oracle_test.told(format(
      'select (regexp_matches(convert_from(public.export_audit(%L), ''UTF8''),
         ''"object_id": "([^"]+)"'', ''g''))[1]', p_scope)),
    'roles', oracle_test.told(format(
      'select l.role_key from public.list_roles(%L) as l
       where l.role_key like ''oracle\\_%%''', p_scope)),
    'matrix', oracle_test.told(format(
      'select concat_ws('' '', l.role_key, l.permission_key, l.policy, l.is_linked)
       from public.get_role_matrix(%L) as l where l.role_key like ''oracle\\_%%''',
      p_scope)),
    'projects', oracle_test.told(
      'select concat_ws('' '', l.project_id, l.roles::text)
       from public.get_my_projects() as l'),
    'delegations', oracle_test.told(
      'select concat_ws('' '', l.access_id, l.direction, l.state)
       from public.list_my_delegations() as l'));
end;
$$;

-- What an explanation comes to: its verdict, the step that decides, and whether that is the
-- first that fails; or the code of the refusal.
create or replace function oracle_test.explained(
  p_user uuid, p_key text, p_scope uuid, p_owner uuid
)
returns text
language plpgsql
volatile
as $$
declare
  v_verdict jsonb;
  v_decides text;
  v_failed  text;
begin
  select
    (array_agg(e.detail) filter (where e.checkpoint = 'verdict'))[1],
    string_agg(e.checkpoint, ',') filter (where e.detail ? 'decides'),
    (array_agg(e.checkpoint order by e.step) filter (where e.outcome = 'fail'))[1]
  into v_verdict, v_decides, v_failed
  from public.explain_access(p_user, p_key, p_scope, p_owner) as e;
  return concat(
    case when (v_verdict ->> 'allowed')::boolean then 'yes' else 'no' end, ', ',
    v_verdict ->> 'reason', ' at ', v_decides,
    case when (v_verdict ->> 'allowed')::boolean then ', fails at ' || v_failed
      when v_failed is distinct from v_decides then ', fails first at ' || v_failed end);
exception when insufficient_privilege or sqlstate 'PT404' then
  return sqlstate;
end;
$$;

create or replace view oracle_test.items as
select m.id, m.item_key from stagedoor.menu_items as m where m.item_key like 'oracle\\_%';
grant select on oracle_test.items to authenticated;

create or replace function oracle_test.item_explained(p_user uuid, p_scope uuid, p_item uuid)
returns text
language plpgsql
volatile
as $$
begin
  return (
    select e.detail ->> 'can_access'
    from oracle_test.items as m
    cross join lateral public.explain_menu(p_user, p_scope, m.item_key) as e
    where m.id = p_item and e.checkpoint = 'verdict');
exception when insufficient_privilege or sqlstate 'PT404' then
  return sqlstate;
end;
$$;

create or replace function oracle_test.ask(p_asks jsonb)
returns jsonb
language plpgsql
volatile
as $$
#variable_conflict use_variable
declare
  v_ask       jsonb;
  v_one       jsonb;
  v_code      text;
  v_answers   jsonb := '[]';
  v_decisions jsonb;
  v_enforced  jsonb;
  v_explained jsonb;
  v_sets      jsonb;
  v_lists     jsonb;
  v_menu      jsonb;
  v_list      jsonb;
  v_session   jsonb;
  v_selected  jsonb;
  v_updated   jsonb;
  v_deleted   jsonb;
  v_inserted  jsonb;
  v_moved     jsonb;
  v_pages     jsonb;
begin
  for v_ask in select a.value from jsonb_array_elements(p_asks) as a loop
    perform set_config('request.jwt.claims', v_ask ->> 'claims', true),
      set_config('request.headers', v_ask ->> 'headers', true);
    set local role authenticated;

    select coalesce(jsonb_agg(jsonb_build_object(
      'can', public.can(q.key, q.scope, q.owner),
      'authorize', public.authorize(q.key, q.scope, q.owner)
    ) order by q.place), '[]') into v_decisions
    from rows from (
      jsonb_to_recordset(v_ask -> 'questions') as (key text, scope uuid, owner uuid)
    ) with ordinality as q (key, scope, owner, place);

    v_enforced := '[]';
    v_explained := '[]';
    for v_one in select q.value from jsonb_array_elements(v_ask -> 'questions') as q limit 5 loop
      begin
        perform public.enforce(v_one ->> 'key', (v_one ->> 'scope')::uuid, (v_one ->> 'owner')::uuid);
        v_code := 'ok';
      exception when insufficient_privilege or sqlstate 'PT404' then
        v_code := sqlstate;
      end;
      v_enforced := v_enforced || to_jsonb(v_code);
      v_explained := v_explained || to_jsonb(oracle_test.explained(
        auth.uid(), v_one ->> 'key', (v_one ->> 'scope')::uuid, (v_one ->> 'owner')::uuid));
    end loop;

    select coalesce(jsonb_agg(jsonb_build_object(
      'key', k.key,
      'scopes_with', stagedoor.scopes_with(k.key),
      'scopes_with_own', stagedoor.scopes_with_own(k.key)
    )), '[]') into v_sets
    from jsonb_to_recordset(v_ask -> 'sets') as k (key text);

    v_lists := '[]';
    for v_one in select l.value from jsonb_array_elements(v_ask -> 'lists') as l loop
      begin
        select coalesce(jsonb_object_agg(m.id, m.can_access), '{}') into v_menu
        from public.get_user_project_menu(
          (v_one ->> 'user')::uuid, (v_one ->> 'scope')::uuid
        ) as m
        where m.item_key like 'oracle\\_%';
      exception when insufficient_privilege or sqlstate 'PT404' then
        v_menu := null;
      end;
      begin
        select coalesce(jsonb_object_agg(p.permission_key, p.policy), '{}') into v_list
        from public.get_user_permissions(
          (v_one ->> 'user')::uuid, (v_one ->> 'scope')::uuid
        ) as p;
      exception when insufficient_privilege or sqlstate 'PT404' then
        v_list := null;
      end;
      begin
        v_session := public.get_my_session((v_one ->> 'scope')::uuid);
        v_session := v_session || jsonb_build_object('menu', (
          select coalesce(jsonb_object_agg(m.value ->> 'id', m.value -> 'can_access'), '{}')
          from jsonb_array_elements(v_session -> 'menu') as m
          where m.value ->> 'item_key' like 'oracle\\_%'
        ));
      exception when insufficient_privilege or sqlstate 'PT404' then
        v_session := null;
      end;
      v_lists := v_lists || jsonb_build_object(
        'menu', v_menu, 'permissions', v_list, 'session', v_session,
        'item_explained', oracle_test.item_explained((v_one ->> 'user')::uuid,
          (v_one ->> 'scope')::uuid, (v_one ->> 'item')::uuid));
    end loop;

    v_pages := '[]';
    for v_one in select p.value from jsonb_array_elements(v_ask -> 'pages') as p loop
      v_pages := v_pages || (oracle_test.pages(
        (v_one ->> 'scope')::uuid, (v_one ->> 'limit')::integer)
        || jsonb_build_object('explained', (
          select coalesce(jsonb_agg(oracle_test.explained(
            (a.value ->> 'about')::uuid, a.value ->> 'key', (v_one ->> 'scope')::uuid,
            (a.value ->> 'owner')::uuid) order by a.place), '[]')
          from jsonb_array_elements(v_one -> 'about') with ordinality as a (value, place))));
    end loop;

    select coalesce(jsonb_agg(r.id), '[]') into v_selected from public.oracle_rows as r;
    begin
      with changed as (
        update public.oracle_rows as r set note = 'changed' returning r.id
      )
      select coalesce(jsonb_agg(c.id), '[]') into v_updated from changed as c;
      raise exception using errcode = 'OR001';
    exception when sqlstate 'OR001' then null;
    end;
    begin
      with gone as (delete from public.oracle_rows as r returning r.id)
      select coalesce(jsonb_agg(g.id), '[]') into v_deleted from gone as g;
      raise exception using errcode = 'OR001';
    exception when sqlstate 'OR001' then null;
    end;

    v_inserted := '[]';
    v_moved := '[]';
    for v_one in select n.value from jsonb_array_elements(v_ask -> 'newRows') as n loop
      begin
        insert into public.oracle_rows (id, project_id, department_id, owner_id)
        values (gen_random_uuid(), (v_one ->> 'project')::uuid,
          (v_one ->> 'department')::uuid, (v_one ->> 'owner')::uuid);
        v_inserted := v_inserted || (v_one -> 'id');
        raise exception using errcode = 'OR001';
      exception when sqlstate 'OR001' or insufficient_privilege then null;
      end;
      begin
        update public.oracle_rows as r
        set project_id = (v_one ->> 'project')::uuid,
          department_id = (v_one ->> 'department')::uuid,
          owner_id = (v_one ->> 'owner')::uuid
        where r.id = (v_one ->> 'replaces')::uuid;
        if found then
          v_moved := v_moved || (v_one -> 'id');
        end if;
        raise exception using errcode = 'OR001';
      exception when sqlstate 'OR001' or insufficient_privilege then null;
      end;
    end loop;

    reset role;
    v_answers := v_answers || jsonb_build_object(
      'decisions', v_decisions, 'enforced', v_enforced, 'explained', v_explained,
      'sets', v_sets, 'lists', v_lists,
      'pages', v_pages,
      'rows', jsonb_build_object('selected', v_selected, 'updated', v_updated,
        'deleted', v_deleted, 'inserted', v_inserted, 'moved', v_moved));
  end loop;
  return v_answers;
end;
$$;
`;

/** Make a database ready to hold worlds. As the superuser, and never one that is in use. */
export const prepare = async (sql: Sql): Promise<void> => {
  await sql.unsafe(groundSql() + tableSql());
  await sql.unsafe(ASK);
};

/** What one session is asked, in the order of its answers. */
export const asksOf = (
  { questions, lists, sets, pages }: Case,
  session: Session,
): Pick<Case, "questions" | "lists" | "sets" | "pages"> => ({
  questions: questions.filter((question) => question.session === session),
  lists: lists.filter((list) => list.session === session),
  sets: sets.filter((set) => set.session === session),
  pages: pages.filter((page) => page.session === session),
});

/**
 * What is explained beside a list or page of a scope: somebody, each in turn; a key that was
 * asked about or one that needs a second factor; and an item.
 */
export const explainedWith = (
  { accounts, permissions, menu }: World,
  { questions }: Pick<Case, "questions">,
  index: number,
): { about: string | null; key: string; owner: string | null; item: string | null } => {
  const turn = <One>(all: readonly One[], step = 1): One | undefined =>
    all[(index * step) % Math.max(all.length, 1)];
  const question = turn(questions);
  const strong = turn(permissions.filter(({ requiresAal2 }) => requiresAal2));
  return {
    about: turn(accounts, 5)?.id ?? null,
    key: (index % 2 === 0 ? question?.key : strong?.key) ?? "access:view",
    owner: question?.owner ?? null,
    item: turn(menu)?.id ?? null,
  };
};

/** How many people are asked about beside a page, whose reader may often ask. */
export const ABOUT_PER_PAGE = 4;

/** Some rows of the world, tried anew and in place of the one before it. */
export const newRowsOf = ({ world }: Case): (Row & { replaces: string })[] =>
  world.rows
    .slice(0, 2)
    .map((row, index) => ({ ...row, replaces: world.rows.at(index - 1)?.id ?? row.id }));

const UNDO = Symbol("undo");

/** Load a world, ask every session everything, and leave nothing behind. */
export const ask = async (sql: Sql, drawn: Case): Promise<Answers[]> => {
  const asks = drawn.sessions.map((session) => {
    const own = asksOf(drawn, session);
    return {
      claims: claimsOf(session),
      headers: headersOf(session),
      newRows: newRowsOf(drawn),
      ...own,
      lists: own.lists.map((list, index) => ({
        ...list,
        ...explainedWith(drawn.world, own, index),
      })),
      pages: own.pages.map((page, index) => ({
        ...page,
        about: Array.from({ length: ABOUT_PER_PAGE }, (_, turn) =>
          explainedWith(drawn.world, own, index * ABOUT_PER_PAGE + turn),
        ),
      })),
    };
  });
  let answers: Answers[] = [];
  try {
    await sql.begin(async (transaction) => {
      await transaction.unsafe(worldSql(drawn.world, drawn.sessions));
      const [row] = await transaction<{ answers: Answers[] }[]>`
        select oracle_test.ask(${sql.json(JSON.parse(JSON.stringify(asks)))}) as answers`;
      answers = row?.answers ?? [];
      throw UNDO;
    });
  } catch (error) {
    if (error !== UNDO) throw error;
  }
  return answers;
};
