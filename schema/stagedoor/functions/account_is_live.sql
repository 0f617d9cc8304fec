-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.account_is_live (
  p_user_id uuid
)
  returns boolean
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to ''
  AS $function$
-- Reads auth.users, which no request role may. Asked by definers only.
begin
  return exists (
    select
    from auth.users as u
    where u.id = p_user_id
      and u.deleted_at is null
      and not coalesce(u.is_anonymous, false)
      and (u.banned_until is null or u.banned_until <= stagedoor.instant())
  );
end;
$function$;

comment on function "stagedoor"."account_is_live"(uuid) is 'Whether somebody can sign in: not deleted, not banned, not anonymous.

A token stays valid after a ban; this is what stops it at the next statement (F95).';

revoke all on function "stagedoor"."account_is_live"(uuid) from public;

grant execute on function "stagedoor"."account_is_live"(uuid) to "postgres";
