-- Each row that decides something and comes, changes or goes is one event, whoever writes
-- (F24).
begin;
select plan(68);
select tests.use_fixture_catalogue();

-- The cast: Ada works at Alpha of North.
select tests.create_user('ada');
select tests.create_project('Alpha', 'North');
insert into stagedoor.separation_rules (id, rule_key, kind, description)
values (md5('rule')::uuid, 'two_hands', 'dynamic', 'Two people');

-- What a statement tells the log.
create function pg_temp.events_of(p_statement text) returns setof text
language plpgsql as $$
declare
  v_last bigint := coalesce((select max(q.id) from stagedoor.event_queue as q), 0);
begin
  execute p_statement;
  return query
  select q.event from stagedoor.event_queue as q where q.id > v_last order by q.id;
end;
$$;

-- A row of each table is made, changed and deleted again.
create temporary table lives (place integer, noun text, relation text, made text, set text,
  where_it_is text);
insert into lives values
  (1, 'setting', 'stagedoor.settings',
    '(key, value, description) values (''grace'', ''1'', ''Grace'')', 'value = ''2''',
    'key = ''grace'''),
  (2, 'scope_type', 'stagedoor.scope_types',
    '(scope_type, label, position) values (''unit'', ''Unit'', 9)', 'label = ''Units''',
    'scope_type = ''unit'''),
  (3, 'module', 'stagedoor.permission_modules',
    '(module, label, position) values (''lamp'', ''Lamp'', 9)', 'label = ''Lamps''',
    'module = ''lamp'''),
  (4, 'permission', 'stagedoor.permissions',
    '(permission_key, description) values (''rota:swap'', ''Swap'')',
    'description = ''Swap shifts''', 'permission_key = ''rota:swap'''),
  (5, 'implication', 'stagedoor.permission_implications',
    '(permission_key, implies_key) values (''sheet:upload'', ''rota:view'')',
    'implies_key = ''rota:create''', 'permission_key = ''sheet:upload'''),
  (6, 'role', 'stagedoor.permission_roles',
    '(role_key, name, description, scope_id)
     values (''gaffer'', ''Gaffer'', '''', tests.scope_id(''North''))',
    'name = ''Light''', 'role_key = ''gaffer'''),
  (7, 'role_link', 'stagedoor.permission_role_links',
    '(permission_role_id, permission_id)
     values (tests.role_id(''fellow''), tests.permission_id(''sheet:view''))',
    'policy = ''own''', 'permission_role_id = tests.role_id(''fellow'')
       and permission_id = tests.permission_id(''sheet:view'')'),
  (8, 'role_include', 'stagedoor.role_includes',
    '(permission_role_id, included_role_id)
     values (tests.role_id(''head''), tests.role_id(''fellow''))',
    'included_role_id = tests.role_id(''clerk'')',
    'permission_role_id = tests.role_id(''head'')'),
  (9, 'menu_item', 'stagedoor.menu_items',
    '(item_key, label, path) values (''rotas'', ''Rotas'', ''/rotas'')',
    'label = ''Shifts''', 'item_key = ''rotas'''),
  (10, 'separation_rule', 'stagedoor.separation_rules',
    '(rule_key, kind, description) values (''a'', ''dynamic'', ''A'')',
    'description = ''B''', 'rule_key = ''a'''),
  (11, 'separation_setting', 'stagedoor.separation_settings',
    '(scope_id, rule_id, is_enforced, reason)
     values (tests.scope_id(''North''), md5(''rule'')::uuid, false, ''Small'')',
    'reason = ''Smaller''', 'rule_id = md5(''rule'')::uuid'),
  (12, 'account', 'stagedoor.user_accounts',
    '(id, fullname_first, created_by)
     values (md5(''gus'')::uuid, ''Gus'', tests.user_id(''ada''))',
    'fullname_first = ''August''', 'id = md5(''gus'')::uuid'),
  (13, 'protected_table', 'stagedoor.protected_tables',
    '(table_name, scope_column) values (''public.recorded'', ''project_id'')',
    'owner_column = ''owner_id''', 'table_name = ''public.recorded''::regclass'),
  (14, 'ownership_hook', 'stagedoor.ownership_hooks',
    '(part, owned_by, hand_over) values (''a'', ''recorded.owned_by'', ''recorded.hand_over'')',
    'may_be_heir = ''recorded.may_be_heir''', 'part = ''a'''),
  (15, 'endpoint_limit', 'stagedoor.endpoint_limits',
    '(endpoint, at_most, within) values (''recorded.made'', 1, ''1 hour'')',
    'at_most = 2', 'endpoint = ''recorded.made'''),
  (16, 'tracked_table', 'stagedoor.tracked_tables',
    '(table_name, kind, scope_type, scope_column)
     values (''public.recorded'', ''scopes'', ''project'', ''project_id'')',
    'name_column = ''name''', 'table_name = ''public.recorded''::regclass'),
  (17, 'explanation_hook', 'stagedoor.explanation_hooks',
    '(part, explain) values (''a'', ''recorded.explain'')',
    'explain = ''recorded.explain_again''', 'part = ''a'''),
  (18, 'protection', 'stagedoor.protections',
    '(table_name, asked, before, before_hash)
     values (''public.recorded'', ''{}'', ''[]'', sha256(''[]''))',
    'asked = ''{"module": "a"}''', 'table_name = ''public.recorded''::regclass'),
  (19, 'alert_rule', 'stagedoor.alert_rules',
    '(rule_key, description) values (''recorded'', ''Once'')',
    'threshold = 2', 'rule_key = ''recorded''');
create table public.recorded (project_id uuid, owner_id uuid);
alter table public.recorded enable row level security;
create schema recorded;
create function recorded.owned_by(p_user_id uuid)
returns table (resource_type text, resource_id uuid, name text) language sql as
$$ select null, null::uuid, null where false $$;
create function recorded.hand_over(p_from uuid, p_to uuid) returns void language sql as $$ $$;
create function recorded.may_be_heir(p_from uuid, p_to uuid) returns boolean language sql as
$$ select false $$;
create function recorded.explain(uuid, text, uuid, uuid)
returns table (checkpoint text, detail jsonb, remedy text) language sql as
$$ select null, null::jsonb, null where false $$;
create function recorded.explain_again(uuid, text, uuid, uuid)
returns table (checkpoint text, detail jsonb, remedy text) language sql as
$$ select null, null::jsonb, null where false $$;
create temporary table steps as
select l.place * 3 + s.turn as place, l.noun, s.verb, s.statement
from lives as l
cross join lateral (values
  (1, 'created', format('insert into %s %s', l.relation, l.made)),
  (2, 'changed', format('update %s set %s where %s', l.relation, l.set, l.where_it_is)),
  (3, 'deleted', format('delete from %s where %s', l.relation, l.where_it_is))
) as s (turn, verb, statement);

select results_eq(
  format('select * from pg_temp.events_of(%L)', s.statement),
  format('values (%L)', s.noun || '.' || s.verb),
  format('the log knows each %s that is %s (F24)', replace(s.noun, '_', ' '), s.verb))
from steps as s order by s.place;
select is_empty(
  $$ select q.event from stagedoor.event_queue as q
     where split_part(q.event, '.', 1) in (select noun from lives) and q.object_id is null $$,
  'each of these events says which row it is about (F24)');
select set_eq(
  $$ select relation from lives $$,
  $$ select t.tgrelid::regclass::text from pg_trigger as t
     where t.tgname = '_900_record' and t.tgfoid in (
       'stagedoor.tg_any__record'::regproc, 'stagedoor.tg_role_parts__record'::regproc) $$,
  'no table that tells its changes is left out'
);

-- Others have words of their own.
select results_eq(
  format('select * from pg_temp.events_of(%L)', w.statement), array[w.event],
  format('the log knows that, %s: %s (F24)', w.place, w.event))
from (values
  (1, 'insert into stagedoor.secrets (scope_id, name, value)
    values (tests.scope_id(''North''), ''WEBHOOK'', ''a'')', 'secret.set'),
  (2, 'update stagedoor.secrets set value = ''b''', 'secret.set'),
  (3, 'delete from stagedoor.secrets', 'secret.removed'),
  (4, 'insert into stagedoor.scopes (scope_type, parent_id, name)
    values (''project'', tests.scope_id(''North''), ''Beta'')', 'scope.created'),
  (5, 'update stagedoor.scopes set name = ''Gamma'' where name = ''Beta''', 'scope.renamed'),
  (6, 'delete from stagedoor.scopes where name = ''Gamma''', 'scope.deleted'),
  (7, 'insert into stagedoor.user_accesses
      (user_id, scope_type, scope_id, grant_type, grant_id)
    values (tests.user_id(''ada''), ''project'', tests.scope_id(''Alpha''), ''role'',
      tests.role_id(''clerk''))', 'access.granted'),
  (8, 'update stagedoor.user_accesses set status = ''Revoked'', revoked_at = now()
    where grant_id = tests.role_id(''clerk'')', 'access.revoked'),
  (9, 'delete from stagedoor.user_accesses where grant_id = tests.role_id(''clerk'')',
    'access.deleted')
) as w (place, statement, event) order by w.place;

select * from finish();
rollback;
