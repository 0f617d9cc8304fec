-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.name_person (
  p_user_id  uuid,
  p_name_map jsonb
)
  returns void
  language sql
  security definer
  set search_path to '';
-- Its body: migrations/20261122030925_operations_member_rows.sql

revoke all on function "stagedoor"."name_person"(uuid, jsonb) from public;

grant execute on function "stagedoor"."name_person"(uuid, jsonb) to "postgres";
