-- Development only: the database of a hosted project before its first migration.
--
-- Default privileges come in three kinds, and the product must end up with the same grants
-- under each. The setting stagedoor.default_grants says which: `legacy`, where everything
-- new in public is open to the three API roles; `revoked`, what newer projects have, which
-- leaves TRUNCATE, REFERENCES, TRIGGER (and MAINTAIN), UPDATE on sequences and the built-in
-- EXECUTE of PUBLIC in place; or `none`, where an operator has closed all of that too.

alter schema public owner to pg_database_owner;
grant usage on schema public to postgres;

alter default privileges for role supabase_admin in schema public
  grant all on tables to postgres, anon, authenticated, service_role;
alter default privileges for role supabase_admin in schema public
  grant all on sequences to postgres, anon, authenticated, service_role;
alter default privileges for role supabase_admin in schema public
  grant all on functions to postgres, anon, authenticated, service_role;

alter default privileges for role postgres in schema public
  grant all on tables to postgres, anon, authenticated, service_role;
alter default privileges for role postgres in schema public
  grant all on sequences to postgres, anon, authenticated, service_role;
alter default privileges for role postgres in schema public
  grant all on functions to postgres, anon, authenticated, service_role;

do $$
begin
  if current_setting('stagedoor.default_grants') = 'revoked' then
    alter default privileges for role postgres in schema public
      revoke select, insert, update, delete on tables
      from anon, authenticated, service_role;
    alter default privileges for role postgres in schema public
      revoke select, usage on sequences from anon, authenticated, service_role;
    alter default privileges for role postgres in schema public
      revoke execute on functions from anon, authenticated, service_role;
  elsif current_setting('stagedoor.default_grants') = 'none' then
    alter default privileges for role postgres in schema public
      revoke all on tables from anon, authenticated, service_role;
    alter default privileges for role postgres in schema public
      revoke all on sequences from anon, authenticated, service_role;
    alter default privileges for role postgres in schema public
      revoke all on functions from anon, authenticated, service_role;
    -- What is built in is taken away everywhere or nowhere.
    alter default privileges for role postgres revoke execute on functions from public;
  end if;
end;
$$;

-- Extensions stand in a schema of their own that is not served.

alter schema extensions owner to postgres;
grant usage on schema extensions to anon, authenticated, service_role;
grant usage, create on schema extensions to dashboard_user;
create extension if not exists pgcrypto with schema extensions;
create extension if not exists "uuid-ossp" with schema extensions;
grant all on all routines in schema extensions to postgres with grant option;
alter default privileges for role supabase_admin in schema extensions
  grant all on tables to postgres with grant option;
alter default privileges for role supabase_admin in schema extensions
  grant all on sequences to postgres with grant option;
alter default privileges for role supabase_admin in schema extensions
  grant all on routines to postgres with grant option;

grant execute on function pg_catalog.pg_reload_conf() to postgres;

-- What belongs to the database itself, which a copy of it does not inherit, stands in
-- settings.sql.
