-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.tg_scope_types__know_creator_role()
  returns trigger
  language plpgsql
  set search_path to ''
  AS $function$
-- Only the owner of the database writes scope types, and reads all roles.
begin
  if new.creator_role_key is not null and not exists (
    select from stagedoor.permission_roles as r
    where r.role_key = new.creator_role_key and r.scope_id is null
  ) then
    raise check_violation using
      message = 'The role of a creator is a built-in role',
      detail = json_build_object('creator_role_key', new.creator_role_key),
      hint = 'Insert the role first, with a scope_id of null.';
  end if;
  return new;
end;
$function$;

comment on function "stagedoor"."tg_scope_types__know_creator_role"() is
  'Refuse a creator role that is no built-in role. Raises 23514.';

revoke all on function "stagedoor"."tg_scope_types__know_creator_role"() from public;

grant execute on function "stagedoor"."tg_scope_types__know_creator_role"() to "postgres";
