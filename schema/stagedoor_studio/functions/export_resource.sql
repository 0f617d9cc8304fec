-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.export_resource (
  p_project_id uuid,
  p_resource   text
)
  returns jsonb
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
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
  -- Whoever may export their own only exports their own only.
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
  return jsonb_build_object(
    'resource', p_resource, 'project_id', p_project_id, 'exported_at', stagedoor.instant(),
    'rows', v_rows);
end;
$function$;

comment on function "stagedoor_studio"."export_resource"(uuid, text) is
  'Implementation of public.export_resource.';

revoke all on function "stagedoor_studio"."export_resource"(uuid, text) from public;

grant execute
  on function "stagedoor_studio"."export_resource"(uuid, text)
  to "authenticated", "postgres";
