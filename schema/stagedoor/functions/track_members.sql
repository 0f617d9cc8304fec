-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.track_members (
  table_name        regclass,
  user_id           name     default 'user_id'::name,
  scope_id          name     default 'scope_id'::name,
  role              name     default null::name,
  map               jsonb    default '{}'::jsonb,
  null_role         text     default null::text,
  names             jsonb    default '{}'::jsonb,
  p_accept_policies text[]   default '{}'::text[]
)
  returns table (
    step    text,
    rows    bigint,
    warning text
  )
  language plpgsql
  set search_path to ''
  set lock_timeout to '5s';
-- Its body: migrations/20261122030930_operations_track_members.sql

comment on function
  "stagedoor"."track_members"(regclass, name, name, name, jsonb, text, jsonb, text[]) is
  'Let the rows of a membership table be accesses from now on (F130).

For the owner of the database; run again it fills in what is missing. table_name: the table;
user_id: the uuid column of the user; scope_id: the column of the scope, a uuid or the key
of a table that track_scopes knows; role: the column of their role, of any type; map: the
role of the engine for each of theirs, null for none; null_role: for a row without one;
names: where fullname_first and fullname_last stand in raw_user_meta_data;
p_accept_policies: policies that let anybody write themselves in, and may stay. Answers what
it did, row by row. Raises 22023 for what is not there or not of the right type, 23514 for
such policies, a role that is not mapped, and a role with access:escalate.';

revoke all
  on function
    "stagedoor"."track_members"(regclass, name, name, name, jsonb, text, jsonb, text[])
  from public;

grant execute
  on function
    "stagedoor"."track_members"(regclass, name, name, name, jsonb, text, jsonb, text[])
  to "postgres";
