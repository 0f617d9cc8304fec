-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.protect_channel (
  prefix     text,
  key        text,
  send_key   text    default null::text,
  scope_type text    default 'project'::text,
  dry_run    boolean default false
)
  returns table (
    step    text,
    sql     text,
    warning text
  )
  language plpgsql
  set search_path to ''
  set lock_timeout to '5s';
-- Its body: migrations/20261122030975_operations_protecting_files.sql

comment on function "stagedoor"."protect_channel"(text, text, text, text, boolean) is
  'Put private channels under a key (F123).

For the owner of the database, on the platform; again to change it. Topics are
<prefix>:<id of the scope>. key: for reading; send_key: for sending, nobody without it;
scope_type: project or organization. Writes policies of realtime.messages, nothing else.
Answers every step. Raises 22023.';

revoke all
  on function "stagedoor"."protect_channel"(text, text, text, text, boolean)
  from public;

grant execute
  on function "stagedoor"."protect_channel"(text, text, text, text, boolean)
  to "postgres";
