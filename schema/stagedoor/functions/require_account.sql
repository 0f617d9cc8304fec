-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.require_account()
  returns uuid
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Writes user_accounts through ensure_account.
begin
  if stagedoor.caller_id() is null
    or not stagedoor.account_is_live(stagedoor.caller_id())
    or not stagedoor.ensure_account(stagedoor.caller_id())
  then
    perform stagedoor.raise_denied('session', 'sign_in');
  end if;
  return stagedoor.caller_id();
end;
$function$;

comment on function "stagedoor"."require_account"() is 'The account of the caller, made on first use.

Raises 42501 without a live session.';

revoke all on function "stagedoor"."require_account"() from public;

grant execute on function "stagedoor"."require_account"() to "postgres";
