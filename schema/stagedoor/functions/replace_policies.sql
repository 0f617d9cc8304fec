-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.replace_policies (
  p_table    regclass,
  p_prefix   text,
  p_policies jsonb,
  p_dry_run  boolean
)
  returns table (
    step    text,
    sql     text,
    warning text
  )
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122030975_operations_protecting_files.sql

comment on function "stagedoor"."replace_policies"(regclass, text, jsonb, boolean) is
  'Write policies on a table of the platform, and name others that admit.';

revoke all
  on function "stagedoor"."replace_policies"(regclass, text, jsonb, boolean)
  from public;

grant execute
  on function "stagedoor"."replace_policies"(regclass, text, jsonb, boolean)
  to "postgres";
