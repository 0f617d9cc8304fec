-- tests: verbs for pgTAP files: make users and scopes, grant access, speak as a user,
-- freeze the clock, say what somebody sees.
--
-- For throw-away databases. A caller of these functions may do anything, so that no
-- migration installs them. Run the files in order, as the owner of the product, on
-- top of its migrations; run them again after a change of either.

do $$
declare
  v_table text;
  v_found boolean;
begin
  if to_regprocedure('stagedoor.instant()') is null then
    raise exception 'Stagedoor is not installed here: apply its migrations first';
  end if;
  if exists (
    select
    from pg_namespace as n
    where n.nspname = 'tests'
      and coalesce(obj_description(n.oid, 'pg_namespace'), '')
        not like 'Stagedoor''s verbs for pgTAP files%'
      and exists (select from pg_proc as p where p.pronamespace = n.oid)
  ) then
    raise exception 'The schema tests holds functions of another test kit'
      using hint = 'Drop that schema first: both kits bring verbs of the same names.';
  end if;

  -- Whoever may call these verbs may do anything, as anybody.
  if current_setting('stagedoor.kit_even_with_users', true) is distinct from 'on' then
    foreach v_table in array array['auth.sessions', 'auth.refresh_tokens'] loop
      if to_regclass(v_table) is not null then
        execute format('select exists (select from %s)', v_table) into v_found;
        exit when v_found;
      end if;
    end loop;
    if not coalesce(v_found, false) and exists (
      select
      from pg_attribute as a
      where a.attrelid = to_regclass('auth.users')
        and a.attname = 'last_sign_in_at' and not a.attisdropped
    ) then
      execute 'select exists (select from auth.users as u'
        ' where u.last_sign_in_at is not null)' into v_found;
    end if;
    if v_found then
      raise exception 'Users have signed in to this database: the test kit stays out of it'
        using hint = 'Take a throw-away database. Where this is one: --even-with-users, or '
          'set stagedoor.kit_even_with_users = ''on''.';
    end if;
  end if;
end;
$$;

create schema if not exists tests;

comment on schema tests is
'Stagedoor''s verbs for pgTAP files: never for production.

For databases that are thrown away. A file begins a transaction, makes its world as the
owner, speaks as its people one after the other and rolls back. Makers work whoever is
speaking at the moment.';

revoke all on schema tests from public;
grant usage on schema tests to anon, authenticated, service_role;
