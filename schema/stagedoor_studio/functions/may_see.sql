-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.may_see (
  p_permission_key text,
  p_project_id     uuid,
  p_owner_id       uuid
)
  returns boolean
  language sql
  stable
  security definer
  set search_path to ''
  AS $function$
  -- Reads what a decision reads. Asked by definers only.
  select p_project_id is not null
    and stagedoor.can(p_permission_key, p_project_id, p_owner_id)
$function$;

comment on function "stagedoor_studio"."may_see"(text, uuid, uuid) is
  'Whether a row exists for the caller (F86).

A null project is a row that was not found.';

revoke all on function "stagedoor_studio"."may_see"(text, uuid, uuid) from public;

grant execute on function "stagedoor_studio"."may_see"(text, uuid, uuid) to "postgres";
