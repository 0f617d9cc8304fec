-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.unbound_policies (
  p_table       regclass,
  p_user_column name,
  p_accepted    text[]
)
  returns text[]
  language sql
  stable
  set search_path to '';
-- Its body: migrations/20261122030930_operations_track_members.sql

comment on function "stagedoor"."unbound_policies"(regclass, name, text[]) is
  'The policies by which anybody may become a member.

Their check is true, or asks only who is signed in or for one''s own id (F130).';

revoke all on function "stagedoor"."unbound_policies"(regclass, name, text[]) from public;

grant execute
  on function "stagedoor"."unbound_policies"(regclass, name, text[])
  to "postgres";
