-- What one may not know of answers like what does not exist (F86): by every call, to a
-- stranger, to a member of another project and to whoever has left nothing behind.
begin;
select * from no_plan();
select tests.use_fixture_catalogue();

-- The cast: Pat produces Alpha of North, where everything below stands; Sid produces Gamma
-- of South; Eve works nowhere.
select tests.create_user(name) from unnest(array['pat', 'ben', 'sid', 'eve']) as name;
select tests.create_project('Alpha', 'North');
select tests.create_department('Camera', 'Alpha');
select tests.create_project('Gamma', 'South');
select tests.grant_role('pat', 'Alpha', 'manager');
select tests.grant_role('ben', 'Alpha', 'fellow');
select tests.grant_role('sid', 'Gamma', 'manager');
select tests.grant_role('sid', 'South', 'manager');
select tests.create_role('of_alpha', 'Alpha', '{"rota:view": "allow"}');
select stagedoor.raise_alert(tests.scope_id('Alpha'), 'repeated_denials', null);
insert into stagedoor.menu_items (scope_id, item_key, label, path)
values (tests.scope_id('Alpha'), 'of_alpha', 'Alpha', '/alpha');
insert into stagedoor.separation_rules
  (id, rule_key, kind, first_grant_id, second_grant_id, description, scope_id)
values ('00000000-0000-4000-8000-0000000000a1', 'of_alpha', 'static',
  tests.role_id('fellow'), tests.role_id('clerk'), '', tests.scope_id('Alpha'));
select tests.start_session('pat', '00000000-0000-4000-8000-000000000001');

-- Something that is there and foreign, and nothing.
create temporary table things as
select
  kind, id, '00000000-0000-4000-8000-00000000dead'::uuid as nothing,
  coalesce((select s.scope_type from stagedoor.scopes as s where s.id = t.id), kind) as name
from (values
  ('scope', tests.scope_id('Alpha')),
  ('scope', tests.scope_id('Camera')),
  ('scope', tests.scope_id('North')),
  ('access', (select a.id from stagedoor.user_accesses as a
    where a.user_id = tests.user_id('ben'))),
  ('role', tests.role_id('of_alpha', 'Alpha')),
  ('alert', (select a.id from stagedoor.alerts as a
    where a.scope_id = tests.scope_id('Alpha'))),
  ('item', (select m.id from stagedoor.menu_items as m
    where m.scope_id = tests.scope_id('Alpha'))),
  ('session', '00000000-0000-4000-8000-000000000001'),
  ('rule', '00000000-0000-4000-8000-0000000000a1')
) as t (kind, id);
grant select on things to authenticated;

create temporary table calls (kind text, call text);
insert into calls values
  ('scope', 'select public.can(''rota:view'', %L)'),
  ('scope', 'select public.authorize(''rota:view'', %L)'),
  ('scope', 'select public.enforce(''rota:view'', %L)'),
  ('scope', 'select public.authorize_for(auth.uid(), ''rota:view'', %L)'),
  ('scope', 'select public.authorize_for(tests.user_id(''ben''), ''rota:view'', %L)'),
  ('scope', 'select public.get_access_version(%L)'),
  ('scope', 'select public.get_my_session(%L)'),
  ('scope', 'select jsonb_agg(m) from public.get_user_project_menu(auth.uid(), %L) as m'),
  ('scope', 'select jsonb_agg(m) from public.get_user_project_menu(
     tests.user_id(''ben''), %L) as m'),
  ('scope', 'select jsonb_agg(l) from public.get_user_permissions(auth.uid(), %L) as l'),
  ('scope', 'select jsonb_agg(l) from public.get_user_permissions(
     tests.user_id(''ben''), %L) as l'),
  ('scope', 'select jsonb_agg(e) from public.explain_access(
     auth.uid(), ''rota:view'', %L) as e'),
  ('scope', 'select jsonb_agg(e) from public.explain_access(
     tests.user_id(''ben''), ''rota:view'', %L) as e'),
  ('scope', 'select jsonb_agg(e) from public.explain_menu(auth.uid(), %L, ''rota'') as e'),
  ('scope', 'select jsonb_agg(e) from public.explain_menu(
     auth.uid(), %L, ''of_alpha'') as e'),
  ('scope', 'select jsonb_agg(e) from public.explain_menu(
     tests.user_id(''ben''), %L, ''rota'') as e'),
  ('scope', 'select public.create_project(%L, ''Mine'')'),
  ('scope', 'select public.create_department(%L, ''Mine'')'),
  ('scope', 'select public.rename_scope(%L, ''Mine'')'),
  ('scope', 'select public.move_scope(%L, tests.scope_id(''South''))'),
  ('scope', 'select public.move_scope(tests.scope_id(''Gamma''), %L)'),
  ('scope', 'select public.archive_scope(%L)'),
  ('scope', 'select public.restore_scope(%L)'),
  ('scope', 'select public.leave_scope(%L)'),
  ('scope', 'select public.grant_access(
     tests.user_id(''eve''), %L, ''role'', ''manager'')'),
  ('scope', 'select public.invite_user(''a@example.test'', %L, ''manager'')'),
  ('scope', 'select public.delegate_access(
     tests.user_id(''ben''), %L, ''{rota:view}'', now() + interval ''1 day'')'),
  ('scope', 'select public.delegate_access(
     tests.user_id(''ben''), %L, ''{no:key}'', now() + interval ''1 day'')'),
  ('scope', 'select public.create_role(%L, ''mine'', ''Mine'')'),
  ('scope', 'select public.set_separation_rule(
     %L, ''00000000-0000-4000-8000-0000000000a1'', false, ''why'')'),
  ('scope', 'select jsonb_agg(r) from public.list_roles(%L) as r'),
  ('scope', 'select jsonb_agg(r) from public.get_role_matrix(%L) as r'),
  ('scope', 'select jsonb_agg(r) from public.list_accesses(%L) as r'),
  ('scope', 'select jsonb_agg(r) from public.list_invitations(%L) as r'),
  ('scope', 'select jsonb_agg(r) from public.list_menu_items(%L) as r'),
  ('scope', 'select public.save_menu_item(
     %L, ''{"item_key": "a", "label": "A", "path": "/a"}'')'),
  ('scope', 'select public.start_access_review(
     %L, array[auth.uid()], now() + interval ''1 day'', ''keep'')'),
  ('scope', 'select jsonb_agg(r) from public.list_access_reviews(%L) as r'),
  ('scope', 'select jsonb_agg(r) from public.list_alerts(%L) as r'),
  ('scope', 'select public.end_member_elevations(tests.user_id(''ben''), %L)'),
  ('scope', 'select public.end_member_elevations(auth.uid(), %L)'),
  ('access', 'select public.revoke_access(%L)'),
  ('access', 'select public.change_access_window(%L, null)'),
  ('access', 'select public.cancel_invitation(%L)'),
  ('role', 'select public.set_role_permission(%L, ''rota:view'', null)'),
  ('role', 'select public.set_role_inclusion(%L, tests.role_id(''fellow''), true)'),
  ('role', 'select public.delete_role(%L)'),
  ('alert', 'select public.acknowledge_alert(%L)'),
  ('item', 'select public.remove_menu_item(%L)'),
  ('item', 'select public.save_menu_item(tests.scope_id(''Gamma''),
     jsonb_build_object(''id'', %L, ''label'', ''Mine''))'),
  ('item', 'select public.save_menu_item(tests.scope_id(''Gamma''), jsonb_build_object(
     ''item_key'', ''a'', ''label'', ''A'', ''path'', ''/a'', ''parent_id'', %L))'),
  ('session', 'select public.end_session(%L)'),
  ('rule', 'select public.set_separation_rule(
     tests.scope_id(''Gamma''), %L, false, ''why'')');
grant select on calls to authenticated;

-- A call's value or refusal, whole; what it does is undone.
create function pg_temp.answer(p_sql text) returns jsonb language plpgsql as $$
declare
  v_value   text;
  v_message text;
  v_detail  text;
  v_hint    text;
begin
  execute p_sql into v_value;
  raise sqlstate 'XDONE';
exception
  when sqlstate 'XDONE' then
    return jsonb_build_object('value', v_value);
  when others then
    get stacked diagnostics v_message = message_text, v_detail = pg_exception_detail,
      v_hint = pg_exception_hint;
    return jsonb_build_object(
      'code', sqlstate, 'message', v_message, 'details', v_detail, 'hint', v_hint);
end;
$$;
create function pg_temp.in_words(p_call text) returns text language sql as $$
  select regexp_replace(substring(p_call from 'public\..*$'), '\s+', ' ', 'g')
$$;
create function pg_temp.alike(p_who text) returns setof text language plpgsql as $$
declare
  v_call record;
begin
  perform tests.authenticate_as(p_who);
  for v_call in
    select c.call, t.name, t.id, t.nothing
    from calls as c join things as t on t.kind = c.kind
  loop
    return next is(
      pg_temp.answer(format(v_call.call, v_call.id)),
      pg_temp.answer(format(v_call.call, v_call.nothing)),
      format('a foreign %s answers %s like an unknown one: %s', v_call.name, p_who,
        pg_temp.in_words(v_call.call)));
  end loop;
end;
$$;
-- strangers --------------------------------------------------------------------------
select pg_temp.alike('eve');
select pg_temp.alike('sid');

-- whoever may (control) --------------------------------------------------------------
-- The same calls do something for whoever may (control): none of them is refused alike to
-- everybody.
select tests.authenticate_as('pat', p_session => '00000000-0000-4000-8000-000000000001');
select tests.grant_key('pat', 'North', 'project:create');
select tests.grant_key('pat', 'South', 'project:create');
select isnt(
  pg_temp.answer(format(c.call, t.id)) ->> 'code', 'PT404',
  format('a %s of their own answers pat: %s', t.name, pg_temp.in_words(c.call)))
from calls as c
join things as t on t.kind = c.kind
where t.id <> all (array[tests.scope_id('Camera'), tests.scope_id('North')])
  and c.call not like '%tests.scope_id(''Gamma'')%'
  and c.call not like '%no:key%';

select * from finish();
rollback;
