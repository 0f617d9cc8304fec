-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.explained_by_parts (
  p_user_id        uuid,
  p_permission_key text,
  p_scope_id       uuid,
  p_owner_id       uuid
)
  returns table (
    checkpoint text,
    detail     jsonb,
    remedy     text
  )
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122040100_answers_explaining.sql

comment on function "stagedoor"."explained_by_parts"(uuid, text, uuid, uuid) is
  'What the parts add to an explanation (F96).';

revoke all on function "stagedoor"."explained_by_parts"(uuid, text, uuid, uuid) from public;

grant execute
  on function "stagedoor"."explained_by_parts"(uuid, text, uuid, uuid)
  to "postgres";
