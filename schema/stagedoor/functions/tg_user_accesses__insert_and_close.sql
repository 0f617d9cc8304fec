-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.tg_user_accesses__insert_and_close()
  returns trigger
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Reads roles and scopes that the writer may not see. What may change in an access is
-- decided here, for every login: accepting it and closing it.
declare
  v_role_scope_id pg_catalog.uuid;
begin
  if new.status = 'Revoked' and (tg_op = 'INSERT' or old.status <> 'Revoked') then
    new.revoked_at := coalesce(new.revoked_at, stagedoor.instant());
  end if;

  if tg_op = 'INSERT' then
    -- What begins when it is given is given now at the latest.
    new.granted_at := least(new.granted_at, stagedoor.instant());
    select r.scope_id into v_role_scope_id
    from stagedoor.permission_roles as r
    where r.id = new.grant_id;
    if v_role_scope_id is not null and not exists (
      select from stagedoor.scopes as s
      where s.id = new.scope_id and v_role_scope_id = any (s.path)
    ) then
      raise check_violation using message =
        'A role of a tenant is granted at its own scope or below it';
    end if;
    return new;
  end if;

  if (new.id, new.scope_id, new.scope_type, new.grant_type, new.grant_id, new.granted_at)
      is distinct from
      (old.id, old.scope_id, old.scope_type, old.grant_type, old.grant_id, old.granted_at)
    or (new.valid_from, new.valid_until, new.delegated_from, new.reason)
      is distinct from (old.valid_from, old.valid_until, old.delegated_from, old.reason)
    or (old.status = 'Revoked' and new.status <> 'Revoked')
    or (old.status = 'Active' and new.status = 'Invited')
    -- An end, once it has come, stays where it is.
    or (old.status = 'Revoked'
      and (new.revoked_at, new.revoke_reason, new.accepted_at)
        is distinct from (old.revoked_at, old.revoke_reason, old.accepted_at))
    or (old.accepted_at is not null and new.accepted_at is distinct from old.accepted_at)
    or stagedoor.is_other_person(old.granted_by, new.granted_by)
    or stagedoor.is_other_person(old.revoked_by, new.revoked_by)
    or (old.granted_by is null and new.granted_by is not null)
    or (old.status = 'Revoked' and old.revoked_by is null and new.revoked_by is not null)
    -- A person is put in at acceptance, and follows a guest who claims the account.
    or stagedoor.is_other_person(old.user_id, new.user_id)
    or (old.user_id is null and new.user_id is not null and old.status <> 'Invited')
  then
    raise check_violation using
      message = 'An access is accepted and revoked, never rewritten',
      hint = 'Revoke it and grant anew, as change_access_window does.';
  end if;
  return new;
end;
$function$;

comment on function "stagedoor"."tg_user_accesses__insert_and_close"() is
  'Keep an access what it was when it was given. Raises 23514.';

revoke all on function "stagedoor"."tg_user_accesses__insert_and_close"() from public;

grant execute on function "stagedoor"."tg_user_accesses__insert_and_close"() to "postgres";
