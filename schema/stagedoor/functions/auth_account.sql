-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.auth_account (
  p_user_id uuid
)
  returns table (
    id    uuid,
    email text
  )
  language sql
  stable
  security definer
  set search_path to ''
  AS $function$
  -- Reads auth.users, which no request role may. Asked by definers only.
  select u.id, case when u.email_confirmed_at is not null then lower(u.email) end
  from auth.users as u
  where u.id = p_user_id
    and u.deleted_at is null
    and not coalesce(u.is_anonymous, false)
$function$;

comment on function "stagedoor"."auth_account"(uuid) is 'Id and address of somebody who can have an account here, or no row.';

revoke all on function "stagedoor"."auth_account"(uuid) from public;

grant execute on function "stagedoor"."auth_account"(uuid) to "postgres";
