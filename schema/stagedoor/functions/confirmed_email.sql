-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.confirmed_email (
  p_user_id uuid
)
  returns text
  language sql
  stable
  parallel safe
  security definer
  set search_path to ''
  AS $function$
  -- Reads auth.users, which no request role may.
  select lower(u.email)
  from auth.users as u
  where u.id = p_user_id
    and u.email_confirmed_at is not null
$function$;

comment on function "stagedoor"."confirmed_email"(uuid) is 'The confirmed e-mail address of somebody. Null while unconfirmed.

In lower case. An address counts only once it is confirmed: anybody can sign up under any
address.';

revoke all on function "stagedoor"."confirmed_email"(uuid) from public;

grant execute on function "stagedoor"."confirmed_email"(uuid) to "postgres";
