-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.tg_user_accounts__close_accesses()
  returns trigger
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Writes user_accesses, which no request role may. Runs inside the deletion of a login by
-- the auth service, which must never fail on us: without a login nothing counts anyway.
declare
  v_scope_ids pg_catalog.uuid[];
  v_scope_id  pg_catalog.uuid;
begin
  select array_agg(distinct a.scope_id) into v_scope_ids
  from stagedoor.user_accesses as a
  join stagedoor.grant_targets as t on t.id = a.grant_id
  where a.user_id = new.id
    and a.status = 'Active'
    and a.delegated_from is null
    and 'access:grant' = any (t.allow_keys);
  -- Somebody else may be leaving at this moment, and count on this one.
  perform stagedoor.lock_trees(v_scope_ids);

  update stagedoor.user_accesses as a
  set status = 'Revoked', revoke_reason = 'account deleted'
  where a.user_id = new.id and a.status <> 'Revoked';

  -- A deletion by the auth service cannot be refused; somebody has to be told.
  for v_scope_id in
    select s.id
    from stagedoor.scopes as s
    where s.id = any (stagedoor.scopes_in_question(v_scope_ids, array[new.id]))
      and not stagedoor.has_grant_holder(s.id)
  loop
    perform stagedoor.raise_alert(v_scope_id, 'last_holder_lost', new.id);
  end loop;
  return null;
exception
  when others then
    -- Nothing counts without a login, but what stays open shows in lists.
    raise warning 'The accesses of the deleted account % stay open: %', new.id, sqlerrm;
    return null;
end;
$function$;

comment on function "stagedoor"."tg_user_accounts__close_accesses"() is
  'Revoke what a deleted account held.

Raises the alert last_holder_lost where nobody can give access any more.';

revoke all on function "stagedoor"."tg_user_accounts__close_accesses"() from public;

grant execute on function "stagedoor"."tg_user_accounts__close_accesses"() to "postgres";
