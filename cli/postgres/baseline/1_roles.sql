-- Development only: the roles of a hosted Supabase project, made by its superuser.
--
-- What matters most: `postgres`, who applies migrations, is no superuser, may not become
-- any role of the platform, and yet passes by row-level security. Roles belong to the
-- server, so a second database finds them and this file changes nothing.

do $$
declare
  v_role record;
begin
  for v_role in
    select t.name, t.attributes
    from (values
      ('postgres', 'login createdb createrole replication bypassrls'),
      -- what a request becomes; plain/roles.sql has made them already
      ('anon', 'nologin'),
      ('authenticated', 'nologin'),
      ('service_role', 'nologin bypassrls'),
      -- what the HTTP API logs in as
      ('authenticator', 'login noinherit'),
      -- the platform's own services
      ('supabase_auth_admin', 'login noinherit'),
      ('supabase_storage_admin', 'login noinherit createrole'),
      ('supabase_realtime_admin', 'login noinherit createrole replication'),
      ('supabase_functions_admin', 'login noinherit createrole'),
      ('supabase_replication_admin', 'login replication'),
      ('supabase_etl_admin', 'login replication bypassrls'),
      ('supabase_read_only_user', 'login bypassrls'),
      ('pgbouncer', 'login'),
      ('supabase_privileged_role', 'nologin'),
      ('dashboard_user', 'nologin createdb createrole replication')
    ) as t (name, attributes)
  loop
    if to_regrole(v_role.name) is null then
      execute format('create role %I', v_role.name);
    end if;
    execute format('alter role %I %s', v_role.name, v_role.attributes);
    if v_role.attributes like 'login%' then
      execute format('alter role %I password ''postgres''', v_role.name);
    end if;
  end loop;
end;
$$;

alter role supabase_admin with createdb createrole replication bypassrls;

-- Requests are cut short, and names resolve as they do there.

alter role anon set statement_timeout = '3s';
alter role authenticated set statement_timeout = '8s';
alter role authenticator set statement_timeout = '8s';
alter role authenticator set lock_timeout = '8s';
alter role postgres set search_path = "$user", public, extensions;
alter role supabase_admin set search_path = "$user", public, auth, extensions;
alter role supabase_auth_admin set search_path = auth;
alter role supabase_auth_admin set idle_in_transaction_session_timeout = 60000;
alter role supabase_storage_admin set search_path = storage;
alter role supabase_realtime_admin set search_path = realtime;
alter role supabase_read_only_user set default_transaction_read_only = on;

-- Who may become whom. From 16 on `postgres` needs the admin option to pass a role on.

do $$
declare
  v_admin text := '';
begin
  if current_setting('server_version_num')::integer >= 160000 then
    v_admin := ' with admin option';
    grant authenticator, pg_create_subscription to postgres with admin option;
  end if;
  execute 'grant anon, authenticated, service_role, pg_monitor, pg_read_all_data,'
    || ' pg_signal_backend to postgres' || v_admin;
end;
$$;

grant supabase_privileged_role to postgres, supabase_etl_admin;
grant anon, authenticated, service_role to authenticator, supabase_realtime_admin;
grant authenticator to supabase_storage_admin;
grant pg_monitor, pg_read_all_data to supabase_etl_admin, supabase_read_only_user;

-- Settings that only a superuser sets elsewhere. The first one switches ordinary triggers
-- off: a guard that is not `enable always` does not hold against `postgres`.

grant set on parameter
  session_replication_role, log_lock_waits, log_min_duration_statement, log_min_messages,
  log_parameter_max_length, log_replication_commands, log_statement, log_temp_files,
  track_io_timing, wal_compression
to postgres;
grant set on parameter log_min_messages to supabase_realtime_admin;
