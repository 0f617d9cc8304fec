-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.limit_invitations()
  returns void
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Writes rate_limits, which no request role may. Counts with the invitation that it allows.
declare
  v_limit integer := (stagedoor.setting('invitations_per_hour'))::integer;
begin
  if stagedoor.caller_id() is null then
    return;
  end if;
  perform from stagedoor.user_accounts as a
  where a.id = stagedoor.caller_id()
  for no key update;
  if stagedoor.retry_at(
    'invite', stagedoor.caller_id()::pg_catalog.text, v_limit, '1 hour') is not null
  then
    raise sqlstate 'PT429' using
      message = format('One person sends at most %s invitations an hour', v_limit),
      detail = '{"error_code":"TOO_MANY_REQUESTS"}';
  end if;
  perform stagedoor.count_failure(
    'invite', stagedoor.caller_id()::pg_catalog.text, v_limit, '1 hour');
end;
$function$;

comment on function "stagedoor"."limit_invitations"() is 'Count an invitation of the caller (F92).

Raises PT429 beyond the setting invitations_per_hour.';

revoke all on function "stagedoor"."limit_invitations"() from public;

grant execute on function "stagedoor"."limit_invitations"() to "postgres";
