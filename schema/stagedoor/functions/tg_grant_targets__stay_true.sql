-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.tg_grant_targets__stay_true()
  returns trigger
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Writes grant_targets through refresh_grant_targets. What somebody wrote by hand is put
-- right at once: the row says what links and implications say, whoever writes it.
begin
  if pg_trigger_depth() = 1 then
    perform stagedoor.refresh_grant_targets(array[new.id]);
  end if;
  return null;
end;
$function$;

comment on function "stagedoor"."tg_grant_targets__stay_true"() is 'Compute a target anew that was written by hand.';

revoke all on function "stagedoor"."tg_grant_targets__stay_true"() from public;

grant execute on function "stagedoor"."tg_grant_targets__stay_true"() to "postgres";
