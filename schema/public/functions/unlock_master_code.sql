-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.unlock_master_code (
  p_project_id uuid,
  p_user_id    uuid default null::uuid
)
  returns void
  language plpgsql
  set search_path to ''
  AS $function$
begin
  perform stagedoor_studio.unlock_master_code(p_project_id, p_user_id);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
end;
$function$;

comment on function "public"."unlock_master_code"(uuid, uuid) is 'Let somebody try the master code again before their time.

p_user_id null: the studio as a whole. Forgets what they got wrong in this studio, not
elsewhere. Needs security:rotate_code.

Raises:
- 42501: may not.
- PT404: no such studio, or the caller is no member of it.';

revoke all on function "public"."unlock_master_code"(uuid, uuid) from public;

grant execute
  on function "public"."unlock_master_code"(uuid, uuid)
  to "authenticated", "postgres";
