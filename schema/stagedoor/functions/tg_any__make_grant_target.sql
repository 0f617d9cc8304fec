-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.tg_any__make_grant_target()
  returns trigger
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Writes grant_targets, which follows its owners and is written by nobody else.
begin
  if tg_op = 'INSERT' then
    insert into stagedoor.grant_targets (id, grant_type) values (new.id, tg_argv[0]);
    return new;
  end if;
  delete from stagedoor.grant_targets as t where t.id = old.id;
  return null;
end;
$function$;

comment on function "stagedoor"."tg_any__make_grant_target"() is 'Make the grant target of a permission or role, and drop it with it.';

revoke all on function "stagedoor"."tg_any__make_grant_target"() from public;

grant execute on function "stagedoor"."tg_any__make_grant_target"() to "postgres";
