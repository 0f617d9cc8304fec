-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.tg_user_accounts__close_accesses()
  returns trigger
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Writes user_accesses, which no request role may. Runs inside the deletion of a login by the
-- auth service, which must never fail on us: without a login nothing counts anyway.
begin
  update stagedoor.user_accesses as a
  set status = 'Revoked', revoke_reason = 'account deleted'
  where a.user_id = new.id and a.status <> 'Revoked';
  return null;
exception
  when others then return null;
end;
$function$;

comment on function "stagedoor"."tg_user_accounts__close_accesses"() is
  'Revoke what a deleted account held, so that lists and history say so.';

revoke all on function "stagedoor"."tg_user_accounts__close_accesses"() from public;

grant execute on function "stagedoor"."tg_user_accounts__close_accesses"() to "postgres";
