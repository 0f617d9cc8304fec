-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.banned_until (
  p_user_id uuid
)
  returns timestamp with time zone
  language sql
  stable
  parallel safe
  security definer
  set search_path to ''
  AS $function$
  -- Reads auth.users, which no request role may.
  select u.banned_until
  from auth.users as u
  where u.id = p_user_id
$function$;

comment on function "stagedoor"."banned_until"(uuid) is 'When a ban of somebody ends. Null without a ban.

For the validity horizon of a refusal (F114).';

revoke all on function "stagedoor"."banned_until"(uuid) from public;

grant execute on function "stagedoor"."banned_until"(uuid) to "postgres";
