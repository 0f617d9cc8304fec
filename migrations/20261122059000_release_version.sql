-- Version: which release of Stagedoor this database holds.
--
-- The last file of the engine, so that a database that was left in the middle of an
-- installation answers nothing. Each release appends a file that replaces the function.

create function stagedoor.version()
returns text
language sql
immutable
parallel safe
set search_path = ''
as $$
  select '0.1.0'
$$;

comment on function stagedoor.version is
'The release of Stagedoor whose files this database holds (F105).

major.minor.patch. stagedoor upgrade compares it with the files that it ships. For the owner
of the database only.';

-- Privileges. For the owner of the database only.

revoke all on function stagedoor.version
from public, anon, authenticated, service_role;
