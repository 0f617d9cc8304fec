-- Development only: what `create database ... template ...` does not copy. Runs in every
-- database, copies included.

do $$
begin
  execute format('alter database %I set pgrst.db_schemas = ''public, graphql_public''',
    current_database());
  execute format('alter database %I set row_security = on', current_database());
  execute format('alter database %I set timezone = ''UTC''', current_database());
  execute format(
    'grant create on database %I to supabase_auth_admin, supabase_realtime_admin',
    current_database()
  );
end;
$$;
