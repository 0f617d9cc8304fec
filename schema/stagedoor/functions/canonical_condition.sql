-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.canonical_condition (
  p_condition text
)
  returns text
  language plpgsql
  immutable
  set search_path to '';
-- Its body: migrations/20261122050480_audit_conditions.sql

revoke all on function "stagedoor"."canonical_condition"(text) from public;

grant execute on function "stagedoor"."canonical_condition"(text) to "postgres";
