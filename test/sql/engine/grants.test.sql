-- Grants on the engine's tables: what each database role may do at all (F21).
--
-- A policy can only narrow what is granted here. One test per table and role, over the
-- catalog, so that a table that comes later is asked about too.
begin;
select * from no_plan();

select tests.create_user('stranger');

create temporary table operations (position integer, operation text, statement text);
insert into operations values
  (1, 'select', 'select from %s'),
  (2, 'insert', 'insert into %s default values'),
  (3, 'update', 'update %s set %I = default'),
  (4, 'delete', 'delete from %s'),
  (5, 'truncate', 'truncate %s');
grant select on operations to anon, authenticated, service_role;

-- What passes the grant, whatever a constraint says afterwards; and nothing of it stays.
create function pg_temp.permitted(p_table regclass)
returns text[]
language plpgsql
as $$
declare
  v_operation record;
  v_permitted text[] := '{}';
begin
  for v_operation in select * from operations as o order by o.position loop
    begin
      execute format(v_operation.statement, p_table, (
        select a.attname from pg_attribute as a
        where a.attrelid = p_table and a.attnum > 0 and not a.attisdropped
          and a.attgenerated = '' and a.attidentity = ''
        order by a.attnum limit 1));
      raise sqlstate 'XXXXX';
    exception
      when insufficient_privilege then null;
      when others then v_permitted := v_permitted || v_operation.operation;
    end;
  end loop;
  return v_permitted;
end;
$$;

create temporary table engine_tables as
select c.oid::regclass as name
from pg_class as c
where c.relnamespace = 'stagedoor'::regnamespace and c.relkind in ('r', 'p')
order by c.relname;
grant select on engine_tables to anon, authenticated, service_role;

-- anon ---------------------------------------------------------------------------
select tests.authenticate_as_anon();
select is(
  pg_temp.permitted(t.name), '{}', format('anon does nothing with %s', t.name))
from engine_tables as t;

-- authenticated ------------------------------------------------------------------
select tests.authenticate_as('stranger');
select is(
  pg_temp.permitted(t.name),
  case
    when t.name::text in (
      'stagedoor.scope_types', 'stagedoor.permission_modules', 'stagedoor.permissions',
      'stagedoor.permission_implications', 'stagedoor.permission_roles',
      'stagedoor.permission_role_links', 'stagedoor.role_includes', 'stagedoor.menu_items',
      'stagedoor.separation_rules', 'stagedoor.separation_settings', 'stagedoor.scopes',
      'stagedoor.user_accesses', 'stagedoor.user_accounts', 'stagedoor.elevations',
      'stagedoor.alert_rules', 'stagedoor.alerts', 'stagedoor.access_log')
    then array['select'] else '{}' end,
  format('a signed-in user reads %s at most, by its policy', t.name))
from engine_tables as t;

-- service_role -------------------------------------------------------------------
select tests.authenticate_as_service();
select is(
  pg_temp.permitted(t.name),
  case when t.name::text = 'stagedoor.outbox' then array['select'] else '{}' end,
  format('the service key does nothing by hand with %s', t.name))
from engine_tables as t;

-- A mailer marks what it has sent, and changes nothing else in it.
select lives_ok(
  $$ update stagedoor.outbox set delivered_at = now() $$,
  'the service marks a message as delivered'
);
select throws_ok(
  $$ update stagedoor.outbox set payload = '{}' $$,
  '42501', null, 'the service does not rewrite a message'
);

-- the owner ----------------------------------------------------------------------
select tests.clear_authentication();
select ok(
  pg_temp.permitted(t.name) @> array['select', 'insert'],
  format('the owner reads and writes %s (control)', t.name))
from engine_tables as t;

select * from finish();
rollback;
