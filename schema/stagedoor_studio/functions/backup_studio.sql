-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.backup_studio (
  p_project_id uuid
)
  returns jsonb
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Reads past the policies of the tables, by the key for it. The master code is no part of
-- it.
declare
  v_elevation_id pg_catalog.uuid := stagedoor.require('security:backup', p_project_id);
begin
  perform stagedoor.record_event(
    p_event => 'studio.backed_up', p_scope_id => p_project_id,
    p_elevation_id => v_elevation_id);
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
$function$;

comment on function "stagedoor_studio"."backup_studio"(uuid) is 'Implementation of public.backup_studio.';

revoke all on function "stagedoor_studio"."backup_studio"(uuid) from public;

grant execute
  on function "stagedoor_studio"."backup_studio"(uuid)
  to "authenticated", "postgres";
