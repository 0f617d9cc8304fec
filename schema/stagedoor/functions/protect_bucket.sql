-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.protect_bucket (
  bucket     text,
  module     text,
  path       text    default '{scope_id}/...'::text,
  scope_type text    default 'project'::text,
  roles      jsonb   default '{}'::jsonb,
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

comment on function "stagedoor"."protect_bucket"(text, text, text, text, jsonb, boolean) is
  'Put the files of a bucket under the keys of a module (F122).

For the owner of the database, on the platform; again to change it. bucket: its id; module:
its keys are <module>:view and <module>:edit; path: where the id of the scope stands in the
names, {scope_id}/... as shipped; scope_type: project or organization; roles: as protect
takes them. Own files are those of their uploader. Moving and copying need both paths.
Writes policies of storage.objects, nothing else. Answers every step. Raises 22023, and
23514 for a bucket that is public or not there.';

revoke all
  on function "stagedoor"."protect_bucket"(text, text, text, text, jsonb, boolean)
  from public;

grant execute
  on function "stagedoor"."protect_bucket"(text, text, text, text, jsonb, boolean)
  to "postgres";
