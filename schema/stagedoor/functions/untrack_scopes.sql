-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.untrack_scopes (
  table_name regclass,
  drop_ids   boolean  default false,
  dry_run    boolean  default false
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

comment on function "stagedoor"."untrack_scopes"(regclass, boolean, boolean) is
  'Let the rows of a table be scopes no longer (F130).

For the owner of the database. Takes the triggers of track_scopes away; with drop_ids also
the column that it added beside a key that is no uuid. The scopes stay, and unless that
column goes, tracking the table again finds them. dry_run: say what would be done.
Raises 22023 for a table that is not tracked, while another names its scope by it, and while
it or another is protected by its scopes.';

revoke all on function "stagedoor"."untrack_scopes"(regclass, boolean, boolean) from public;

grant execute
  on function "stagedoor"."untrack_scopes"(regclass, boolean, boolean)
  to "postgres";
