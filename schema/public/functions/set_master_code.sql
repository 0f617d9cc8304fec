-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.set_master_code (
  p_project_id uuid,
  p_code       text
)
  returns void
  language plpgsql
  set search_path to ''
  AS $function$
begin
  perform stagedoor_studio.set_master_code(p_project_id, p_code);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
end;
$function$;

comment on function "public"."set_master_code"(uuid, text) is 'Set the master code of a studio, and end all elevations there.

8 characters or more, 72 bytes at most. Needs security:rotate_code.

Raises:
- 22023: too short or too long.
- 42501: may not.
- PT404: no such studio, or the caller is no member of it.';

revoke all on function "public"."set_master_code"(uuid, text) from public;

grant execute
  on function "public"."set_master_code"(uuid, text)
  to "authenticated", "postgres";
