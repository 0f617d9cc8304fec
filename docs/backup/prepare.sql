-- Run first where a backup is to be restored, by whoever restores it: docs/backup.md. What it
-- opens, `npm run doctor -- --fix` closes afterwards.

-- The backup gives things to these two roles. Only a member of a role may do that.
do $$
declare
  v_role text;
begin
  foreach v_role in array array['stagedoor_auditor', 'stagedoor_probe'] loop
    if to_regrole(v_role) is null then
      execute format('create role %I nologin', v_role);
    end if;
    -- A superuser is a member of every role.
    if not pg_has_role(current_user, v_role, 'usage') then
      execute format('grant %I to %I', v_role, current_user);
    end if;
  end loop;
end;
$$;

do $$
declare
  v_table   regclass;
  v_trigger text;
begin
  -- A backup says what each role may do with a table or a function. It does not take away
  -- what new ones are open to from the beginning: on a hosted project everything in public,
  -- to everybody. Its own default privileges come at its end.
  if to_regclass('stagedoor_audit.installation') is null then
    alter default privileges in schema public
      revoke all on tables from anon, authenticated, service_role;
    alter default privileges in schema public
      revoke all on sequences from anon, authenticated, service_role;
    alter default privileges in schema public
      revoke all on functions from anon, authenticated, service_role;
    return;
  end if;

  -- Where the migrations have been applied already, their rows make way for those of the
  -- backup. That is all that may be there.
  if exists (select from stagedoor.scopes)
    or exists (select from stagedoor.user_accounts)
    or exists (
      select from stagedoor_audit.heads as h
      where h.sequence_id <> '00000000-0000-0000-0000-000000000000')
  then
    raise object_not_in_prerequisite_state using
      message = 'This installation is in use',
      hint = 'Restore into a database without organizations and accounts.';
  end if;

  perform set_config('session_replication_role', 'replica', true);
  -- The log first: while it is empty, triggers let pass what happens to the rest.
  for v_table in
    select c.oid
    from pg_class as c
    join pg_namespace as n on n.oid = c.relnamespace
    where c.relkind = 'r'
      and (
        n.nspname like 'stagedoor%'
        -- Words that a part ships, such as titles. An adopter's own tables stay as they are.
        or (n.nspname = 'public' and exists (
          select from pg_trigger as t
          join pg_proc as p on p.oid = t.tgfoid
          join pg_namespace as part on part.oid = p.pronamespace
          where t.tgrelid = c.oid and part.nspname like 'stagedoor\_%'))
      )
    order by n.nspname <> 'stagedoor_audit', c.relname
  loop
    if v_table::text like 'stagedoor_audit.%' then
      execute format('alter table %s disable trigger user', v_table);
    end if;
    execute format('delete from %s', v_table);
    for v_trigger in
      select t.tgname from pg_trigger as t
      where t.tgrelid = v_table and t.tgenabled = 'D' and not t.tgisinternal
    loop
      execute format('alter table %s enable always trigger %I', v_table, v_trigger);
    end loop;
  end loop;
end;
$$;
