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
  return exists (select from stagedoor.live_accounts as a where a.id = p_user_id);
end;
$function$;

comment on function "stagedoor"."account_is_live"(uuid) is 'Whether somebody can sign in: not deleted, banned or anonymous (F95).';

revoke all on function "stagedoor"."account_is_live"(uuid) from public;

grant execute on function "stagedoor"."account_is_live"(uuid) to "postgres";
