-- Exports: taking data out of a studio, which has keys of its own and is recorded.

-- Each reads whole tables.
insert into stagedoor.endpoint_limits (endpoint, at_most, within) values
  ('resource.exported', 60, '1 hour'),
  ('studio.backed_up', 20, '1 hour');

create function stagedoor_studio.rows_of(
  p_project_id uuid, p_tables text[], p_owner_id uuid default null
)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads whole tables of the part. Asked by definers that have checked the key.
declare
  v_table pg_catalog.text;
  v_rows  pg_catalog.jsonb;
  v_all   pg_catalog.jsonb := '{}';
begin
  foreach v_table in array p_tables loop
    -- Names come from the callers below, never from a request.
    execute format(
      'select coalesce(jsonb_agg(to_jsonb(t)), ''[]'') from public.%I as t
       where t.project_id = $1
         and ($2 is null or to_jsonb(t) ->> ''owner_id'' = $2::pg_catalog.text)',
      v_table
    ) into v_rows using p_project_id, p_owner_id;
    v_all := v_all || jsonb_build_object(v_table, v_rows);
  end loop;
  return v_all;
end;
$$;

comment on function stagedoor_studio.rows_of is
'The rows of a studio in some tables of the part, by table.

Those of one owner, or all.';

create function stagedoor_studio.export_resource(p_project_id uuid, p_resource text)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads past the policies of the tables, by the key for exporting.
declare
  v_tables       pg_catalog.text[] := case p_resource
    when 'agenda' then array['appointments']
    when 'clients' then array['clients']
    when 'reports' then array['studio_transactions', 'cash_closes']
    when 'inventory' then array['stock_items', 'stock_movements']
  end;
  v_owner_id     pg_catalog.uuid;
  v_elevation_id pg_catalog.uuid;
  v_rows         pg_catalog.jsonb;
begin
  if v_tables is null then
    raise invalid_parameter_value using
      message = 'What can be exported is agenda, clients, reports and inventory',
      detail = json_build_object('p_resource', p_resource);
  end if;
  -- A user who holds the key as own exports their own rows only.
  if p_resource in ('agenda', 'reports')
    and not stagedoor.can(p_resource || ':export', p_project_id)
  then
    v_owner_id := stagedoor.caller_id();
  end if;
  v_elevation_id := stagedoor.require(
    p_resource || ':export', p_project_id, v_owner_id);

  v_rows := stagedoor_studio.rows_of(p_project_id, v_tables, v_owner_id);
  perform stagedoor.record_event(
    p_event => 'resource.exported', p_scope_id => p_project_id,
    p_object_type => 'permission_modules', p_object_id => p_resource,
    p_after => jsonb_build_object('rows', (
      select jsonb_object_agg(r.key, jsonb_array_length(r.value))
      from jsonb_each(v_rows) as r
    )),
    p_elevation_id => v_elevation_id);
  perform stagedoor.log_access(
    'export', 'permission_modules', p_resource, p_scope_id => p_project_id);
  return jsonb_build_object(
    'resource', p_resource, 'project_id', p_project_id, 'exported_at', stagedoor.instant(),
    'rows', v_rows);
end;
$$;

comment on function stagedoor_studio.export_resource is
'Implementation of public.export_resource.';

create function stagedoor_studio.backup_studio(p_project_id uuid)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads past the policies of the tables, by the key for it. The master code is no part of
-- it.
declare
  v_elevation_id pg_catalog.uuid := stagedoor.require('security:backup', p_project_id);
begin
  perform stagedoor.record_event(
    p_event => 'studio.backed_up', p_scope_id => p_project_id,
    p_elevation_id => v_elevation_id);
  perform stagedoor.log_access(
    'export', 'studio', p_project_id::pg_catalog.text, p_scope_id => p_project_id);
  return jsonb_build_object(
    'project_id', p_project_id,
    'name', (select s.name from stagedoor.scopes as s where s.id = p_project_id),
    'backed_up_at', stagedoor.instant(),
    'rows', stagedoor_studio.rows_of(p_project_id, array[
      'artists', 'clients', 'appointments', 'client_consents', 'client_notes',
      'portfolio_items', 'studio_transactions', 'cash_closes', 'stock_items',
      'stock_movements', 'studio_settings'
    ]));
end;
$$;

comment on function stagedoor_studio.backup_studio is
'Implementation of public.backup_studio.';

-- Privileges.

revoke all on function
  stagedoor_studio.rows_of,
  stagedoor_studio.export_resource,
  stagedoor_studio.backup_studio
from public, anon, authenticated, service_role;
grant execute on function
  stagedoor_studio.export_resource,
  stagedoor_studio.backup_studio
to authenticated;
