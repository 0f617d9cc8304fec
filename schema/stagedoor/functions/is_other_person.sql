-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.is_other_person (
  p_former_id uuid,
  p_user_id   uuid
)
  returns boolean
  language sql
  stable
  security definer
  set search_path to ''
  AS $function$
  -- Reads accounts, of which a request sees its own part only. A guest who claims an
  -- account, and an account that is gone, leave the way to their successor open.
  select p_former_id is distinct from p_user_id and exists (
    select from stagedoor.user_accounts as a
    where a.id = p_former_id
      and (p_user_id is null or a.claimed_as is distinct from p_user_id)
  )
$function$;

comment on function "stagedoor"."is_other_person"(uuid, uuid) is 'Whether a column of a person was changed to somebody else.';

revoke all on function "stagedoor"."is_other_person"(uuid, uuid) from public;

grant execute on function "stagedoor"."is_other_person"(uuid, uuid) to "postgres";
