-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.export_resource (
  p_project_id uuid,
  p_resource   text
)
  returns jsonb
  language plpgsql
  set search_path to ''
  AS $function$
begin
  return stagedoor_studio.export_resource(p_project_id, p_resource);
end;
$function$;

comment on function "public"."export_resource"(uuid, text) is 'Export agenda, clients, reports or inventory.

Returns {resource, project_id, exported_at, rows}. rows holds the rows by table. Artists
export their own agenda. Every export is an event, with the elevation behind it (F60).
Needs <resource>:export, which is locked for assistants but for the agenda.

Raises:
- 22023: another resource.
- 42501: may not, or not without the master code.
- PT404: no such studio, or the caller is no member of it.';

revoke all on function "public"."export_resource"(uuid, text) from public;

grant execute
  on function "public"."export_resource"(uuid, text)
  to "authenticated", "postgres";
