-- The roles that a request can become. Run once per server, by a superuser (or by a role
-- with CREATEROLE that bypasses row-level security itself), connected to the database.
--
-- Nobody logs in as one of them: the server in front of the database logs in as a role of
-- its own, a member of these three, and says `set local role` for every request.

do $$
declare
  v_owner text := (
    select d.datdba::regrole::text from pg_database as d where d.datname = current_database()
  );
  v_admin text := '';
begin
  if to_regrole('anon') is null then
    create role anon nologin;
  end if;
  if to_regrole('authenticated') is null then
    create role authenticated nologin;
  end if;
  if to_regrole('service_role') is null then
    create role service_role nologin bypassrls;
  end if;

  -- Whoever owns the database installs the product. From 16 on that takes the right to
  -- pass the roles on; before, CREATEROLE is enough.
  if current_setting('server_version_num')::integer >= 160000 then
    v_admin := ' with admin option';
  end if;
  if not (select r.rolsuper from pg_roles as r where r.oid = v_owner::regrole)
    and v_owner::regrole <> current_user::regrole
  then
    execute 'grant anon, authenticated, service_role to ' || v_owner || v_admin;
  end if;
end;
$$;
