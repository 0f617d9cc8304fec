-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.untrack_members (
  table_name   regclass,
  end_accesses boolean  default false,
  dry_run      boolean  default false
)
  returns table (
    step    text,
    sql     text,
    warning text
  )
  language plpgsql
  set search_path to ''
  set lock_timeout to '5s';
-- Its body: migrations/20261122030935_operations_untracking.sql

comment on function "stagedoor"."untrack_members"(regclass, boolean, boolean) is
  'Let the rows of a membership table be accesses no longer (F130).

For the owner of the database. Takes the triggers of track_members away. What its rows gave
stays, under the same ids, until it is revoked; with end_accesses it ends, and where nobody
is left who can give access, the alert last_holder_lost is raised. dry_run: say what would
be done. Raises 22023 for a table that is not tracked.';

revoke all on function "stagedoor"."untrack_members"(regclass, boolean, boolean) from public;

grant execute
  on function "stagedoor"."untrack_members"(regclass, boolean, boolean)
  to "postgres";
