-- The fingerprint: one hash over everything that decides who may do what.

create function stagedoor.fingerprint_lines()
returns table (kind text, object text, fact text)
language sql
stable
set search_path = ''
-- A condition is written as the session writes names, moments, bytes and numbers.
set quote_all_identifiers = off
set timezone = 'UTC'
set datestyle = 'ISO, MDY'
set intervalstyle = 'postgres'
set bytea_output = 'hex'
set extra_float_digits = 1
as $$
  select f.kind, f.object, coalesce(f.fact, '')
  from (
    select * from stagedoor.fingerprint_of_catalogue()
    union all
    select * from stagedoor.fingerprint_of_tables()
    union all
    select * from stagedoor.fingerprint_of_functions()
  ) as f (kind, object, fact)
  order by f.kind collate "C", f.object collate "C", f.fact collate "C"
$$;

comment on function stagedoor.fingerprint_lines is
'What the fingerprint is made of: where two databases differ (F117).

For the owner of the database. kind, object, and the fact about it.';

create function stagedoor.fingerprint()
returns text
language sql
stable
set search_path = ''
as $$
  select encode(sha256(convert_to(string_agg(
    jsonb_build_array(f.kind, f.object, f.fact)::pg_catalog.text, e'\n'
    order by f.kind collate "C", f.object collate "C", f.fact collate "C"), 'UTF8')), 'hex')
  from stagedoor.fingerprint_lines() as f
$$;

comment on function stagedoor.fingerprint is
'One hash over everything that decides who may do what (F117).

For the owner of the database. The same for the same migrations in every database, on every
version of PostgreSQL, and after a dump and restore. Over the keys, implications, built-in
roles and what they carry, menu items, registrations; of the tables of the engine, its parts
and those that ask it, the policies, rights and triggers, of its own also columns,
constraints and unique indexes; functions, views, schemas and the roles of requests. Leaves
out what tenants define and people hold, settings and limits, comments, and whatever else
stands in the database.';

-- Privileges. For the owner of the database.

revoke all on function stagedoor.fingerprint_lines, stagedoor.fingerprint
from public, anon, authenticated, service_role;
