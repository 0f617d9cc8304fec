-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.raise_versions (
  p_scope_ids uuid[]
)
  returns void
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122020400_engine_versions.sql

revoke all on function "stagedoor"."raise_versions"(uuid[]) from public;

grant execute on function "stagedoor"."raise_versions"(uuid[]) to "postgres";
