-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.is_elevated_now (
  p_project_id uuid,
  p_user_id    uuid default null::uuid
)
  returns boolean
  language plpgsql
  stable
  set search_path to ''
  AS $function$
begin
  return stagedoor_studio.is_elevated_now(p_project_id, p_user_id);
end;
$function$;

comment on function "public"."is_elevated_now"(uuid, uuid) is 'Whether somebody is elevated in a studio now (F55).

p_user_id null: the caller. Of the caller it is asked for this session; of anybody else
for any of theirs, and needs access:view.

Raises:
- 42501: asks about somebody else without access:view.
- PT404: asks about somebody else in a studio that the caller is no member of.';

revoke all on function "public"."is_elevated_now"(uuid, uuid) from public;

grant execute
  on function "public"."is_elevated_now"(uuid, uuid)
  to "authenticated", "postgres";
