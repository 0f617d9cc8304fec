-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.tg_scopes__close_foreign_roles()
  returns trigger
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Writes user_accesses, which no request role may.
begin
  -- A role of the tenant that a scope has left confers nothing there any more.
  update stagedoor.user_accesses as a
  set status = 'Revoked', revoked_by = auth.uid(), revoke_reason = 'scope moved'
  from stagedoor.permission_roles as r
  where a.scope_id = new.id
    and a.status <> 'Revoked'
    and r.id = a.grant_id
    and r.scope_id is not null
    and r.scope_id <> all (new.path);
  return null;
end;
$function$;

comment on function "stagedoor"."tg_scopes__close_foreign_roles"() is
  'Revoke roles of a tenant in a scope that has left the tenant (F93).';

revoke all on function "stagedoor"."tg_scopes__close_foreign_roles"() from public;

grant execute on function "stagedoor"."tg_scopes__close_foreign_roles"() to "postgres";
