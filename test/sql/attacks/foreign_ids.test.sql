-- Attacks: asking about, or acting on, what belongs to another tenant, by its true id
-- (P13). Every call is made with the id of something foreign and with an id that nothing
-- has: the two refusals are the same, to the letter.
begin;
select plan(47);
select tests.use_fixture_catalogue();

-- The cast: Mallory produces her own company and is nobody in Omar's. His project has one
-- of everything that has an id.
select tests.create_user(n) from unnest(array['mallory', 'omar', 'crew']) as n;
select tests.create_organization('Mine'), tests.create_organization('Theirs');
select tests.create_project('My project', 'Mine');
select tests.create_project('Their project', 'Theirs');
select tests.create_department('Their department', 'Their project');
select tests.grant_role('mallory', 'Mine', 'manager'),
  tests.grant_role('mallory', 'My project', 'manager');
select tests.grant_role('omar', 'Theirs', 'manager');
select tests.create_role('their_role', 'Their project');
select tests.create_role('my_role', 'My project');

create temporary table foreign_ids (kind text, id uuid);
grant select on foreign_ids to authenticated;
insert into foreign_ids
select 'scope', tests.scope_id(n)
from unnest(array['Theirs', 'Their project', 'Their department']) as n
union all select 'role', tests.role_id('their_role', 'Their project')
union all select 'access', tests.grant_role('crew', 'Their project', 'fellow');
with item as (
  insert into stagedoor.menu_items (scope_id, item_key, label, path)
  values (tests.scope_id('Their project'), 'theirs', 'Theirs', '/theirs')
  returning id
)
insert into foreign_ids select 'item', i.id from item as i;
with alert as (
  insert into stagedoor.alerts (scope_id, rule_key)
  values (tests.scope_id('Their project'), 'secret_lockout')
  returning id
)
insert into foreign_ids select 'alert', a.id from alert as a;
with rule as (
  insert into stagedoor.separation_rules (rule_key, kind, description, scope_id)
  values ('their_rule', 'dynamic', 'For a test', tests.scope_id('Their project'))
  returning id
)
insert into foreign_ids select 'rule', r.id from rule as r;
select tests.start_session('omar', '00000000-0000-4000-8000-00000000cafe');
insert into foreign_ids values ('session', '00000000-0000-4000-8000-00000000cafe');

-- %1$L is the id that is tried.
create temporary table tries (kind text, name text, call text);
grant select on tries to authenticated;
insert into tries values
  ('scope', 'enforce', 'select public.enforce(''document:view:all'', %1$L)'),
  ('scope', 'get_user_project_menu of somebody',
    'select * from public.get_user_project_menu(tests.id_for(''omar''), %1$L)'),
  ('scope', 'get_user_permissions of somebody',
    'select * from public.get_user_permissions(tests.id_for(''omar''), %1$L)'),
  ('scope', 'explain_access of somebody', 'select * from public.explain_access(
      tests.id_for(''omar''), ''rota:view'', %1$L)'),
  ('scope', 'explain_menu of somebody', 'select * from public.explain_menu(
      tests.id_for(''omar''), %1$L, ''rota'')'),
  ('scope', 'grant_access',
    'select public.grant_access(auth.uid(), %1$L, ''role'', ''fellow'')'),
  ('scope', 'invite_user',
    'select public.invite_user(''m@example.test'', %1$L, ''manager'')'),
  ('scope', 'delegate_access',
    'select public.delegate_access(
      tests.id_for(''omar''), %1$L, ''{rota:view}'', ''2099-01-01'')'),
  ('scope', 'leave_scope', 'select public.leave_scope(%1$L)'),
  ('scope', 'create_project', 'select public.create_project(%1$L, ''P'')'),
  ('scope', 'create_department', 'select public.create_department(%1$L, ''D'')'),
  ('scope', 'rename_scope', 'select public.rename_scope(%1$L, ''N'')'),
  ('scope', 'move_scope to it',
    'select public.move_scope(tests.scope_id(''My project''), %1$L)'),
  ('scope', 'move_scope of it', 'select public.move_scope(%1$L, tests.scope_id(''Mine''))'),
  ('scope', 'archive_scope', 'select public.archive_scope(%1$L)'),
  ('scope', 'restore_scope', 'select public.restore_scope(%1$L)'),
  ('scope', 'create_role', 'select public.create_role(%1$L, ''my_key'', ''N'')'),
  ('scope', 'start_access_review', 'select public.start_access_review(
      %1$L, array[auth.uid()], now() + interval ''1 day'', ''keep'')'),
  ('scope', 'list_access_reviews', 'select public.list_access_reviews(%1$L)'),
  ('scope', 'get_role_matrix', 'select * from public.get_role_matrix(%1$L)'),
  ('scope', 'list_accesses and the like', 'select public.list_accesses(%1$L)'),
  ('scope', 'list_invitations', 'select public.list_invitations(%1$L)'),
  ('scope', 'list_menu_items', 'select public.list_menu_items(%1$L)'),
  ('scope', 'save_menu_item', 'select public.save_menu_item(%1$L, ''{}'')'),
  ('scope', 'list_alerts', 'select public.list_alerts(%1$L)'),
  ('scope', 'end_member_elevations',
    'select public.end_member_elevations(tests.id_for(''omar''), %1$L)'),
  ('scope', 'end_member_elevations of one''s own',
    'select public.end_member_elevations(auth.uid(), %1$L)'),
  ('scope', 'set_separation_rule',
    'select public.set_separation_rule(%1$L, gen_random_uuid(), true, ''why'')'),
  ('scope', 'verify_audit', 'select public.verify_audit(%1$L)'),
  ('scope', 'export_audit', 'select public.export_audit(%1$L)'),
  ('scope', 'get_audit_events', 'select public.get_audit_events(%1$L)'),
  ('access', 'revoke_access', 'select public.revoke_access(%1$L)'),
  ('access', 'change_access_window', 'select public.change_access_window(%1$L, null)'),
  ('access', 'cancel_invitation', 'select public.cancel_invitation(%1$L)'),
  ('role', 'set_role_permission',
    'select public.set_role_permission(%1$L, ''rota:view'', ''allow'')'),
  ('role', 'set_role_inclusion of it',
    'select public.set_role_inclusion(%1$L, gen_random_uuid(), true)'),
  ('role', 'set_role_inclusion into one''s own',
    'select public.set_role_inclusion(
      tests.role_id(''my_role'', ''My project''), %1$L, true)'),
  ('role', 'delete_role', 'select public.delete_role(%1$L)'),
  ('item', 'remove_menu_item', 'select public.remove_menu_item(%1$L)'),
  ('item', 'save_menu_item over it',
    'select public.save_menu_item(
      tests.scope_id(''My project''), jsonb_build_object(''id'', %1$L))'),
  ('item', 'save_menu_item below it', 'select public.save_menu_item(
      tests.scope_id(''My project''), jsonb_build_object(
        ''item_key'', ''x'', ''label'', ''X'', ''path'', ''/x'', ''parent_id'', %1$L))'),
  ('alert', 'acknowledge_alert', 'select public.acknowledge_alert(%1$L)'),
  ('rule', 'set_separation_rule of another tenant',
    'select public.set_separation_rule(
      tests.scope_id(''My project''), %1$L, true, ''why'')'),
  ('session', 'end_session', 'select public.end_session(%1$L)');

-- calls ------------------------------------------------------------------------------
select tests.authenticate_as('mallory', 'aal2');
select ok(
  bool_and(r.known ->> 'code' = 'PT404' and r.known = r.unknown),
  format('P13: %s answers alike for a foreign id and for an unknown one', t.name))
from tries as t
join foreign_ids as f on f.kind = t.kind
cross join lateral (
  select tests.refusal(format(t.call, f.id)),
    tests.refusal(format(t.call, 'deadbeef-0000-4000-8000-00000000beef'))
) as r (known, unknown)
group by t.name
order by t.name;

-- rows -------------------------------------------------------------------------------
-- Rows: nothing of theirs, whatever the column.
select is(
  (select count(*) from stagedoor.scopes as s
     where s.id in (select f.id from foreign_ids as f))
  + (select count(*) from stagedoor.user_accesses as a
     where a.id in (select f.id from foreign_ids as f))
  + (select count(*) from stagedoor.permission_roles as r
     where r.id in (select f.id from foreign_ids as f))
  + (select count(*) from stagedoor.menu_items as m
     where m.id in (select f.id from foreign_ids as f))
  + (select count(*) from stagedoor.alerts as a
     where a.id in (select f.id from foreign_ids as f))
  + (select count(*) from stagedoor.separation_rules as r
     where r.id in (select f.id from foreign_ids as f))
  + (select count(*) from stagedoor.user_accounts as u where u.id <> auth.uid()),
  0::bigint, 'F21: no table shows a row of another tenant');

-- the tenant itself ------------------------------------------------------------------
-- The control: to Omar all of it is there.
select tests.authenticate_as('omar', 'aal2');
select is(
  (select count(*) from stagedoor.scopes as s
     where s.id in (select f.id from foreign_ids as f)),
  3::bigint, 'F21: a member of the other tenant sees its scopes (control)');
select is(
  (select count(*) from tries as t
   join foreign_ids as f on f.kind = t.kind
   where t.kind = 'scope'
     and t.name in ('get_role_matrix', 'list_invitations', 'list_alerts', 'list_menu_items',
       'verify_audit', 'get_audit_events')
     and tests.refusal(format(t.call, f.id)) is null),
  18::bigint, 'P13: a member of the other tenant is answered by these calls (control)');

select * from finish();
rollback;
