-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.import_master_code (
  p_project_id uuid,
  p_hash       text
)
  returns void
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122091500_studio_master_code.sql

comment on function "stagedoor_studio"."import_master_code"(uuid, text) is
  'Take a bcrypt hash over from another system.

$2a$, $2b$ or $2y$, of cost 10 to 12. For the owner of the database, in SQL; no request
may call it. Raises 22023 for anything that is not such a hash, PT404 for a project that
does not exist.';

revoke all on function "stagedoor_studio"."import_master_code"(uuid, text) from public;

grant execute on function "stagedoor_studio"."import_master_code"(uuid, text) to "postgres";
