-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.tg_user_accounts__lose_login()
  returns trigger
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Runs inside the deletion of a login by the auth service, which must never fail on us.
begin
  new.deleted_at := coalesce(new.deleted_at, stagedoor.instant());
  return new;
end;
$function$;

comment on function "stagedoor"."tg_user_accounts__lose_login"() is
  'Mark the account of a deleted login as deleted.';

revoke all on function "stagedoor"."tg_user_accounts__lose_login"() from public;

grant execute on function "stagedoor"."tg_user_accounts__lose_login"() to "postgres";
