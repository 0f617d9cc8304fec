-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.backup_studio (
  p_project_id uuid
)
  returns jsonb
  language plpgsql
  set search_path to ''
  AS $function$
begin
  return stagedoor_studio.backup_studio(p_project_id);
end;
$function$;

comment on function "public"."backup_studio"(uuid) is 'Everything that a studio has stored.

Returns {project_id, name, backed_up_at, rows}, the rows by table. The master code and its
hash are no part of it. Every backup is an event. Needs security:backup.

Raises:
- 42501: may not.
- PT404: no such studio, or the caller is no member of it.';

revoke all on function "public"."backup_studio"(uuid) from public;

grant execute on function "public"."backup_studio"(uuid) to "authenticated", "postgres";
