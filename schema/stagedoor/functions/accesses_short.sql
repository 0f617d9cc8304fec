-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.accesses_short (
  p_user_id        uuid,
  p_permission_key text,
  p_scope_id       uuid
)
  returns jsonb
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122040100_answers_explaining.sql

comment on function "stagedoor"."accesses_short"(uuid, text, uuid) is
  'Live accesses that carry the key and fall short of the scope.

why: assigned_projects_only, held above and without an access of one''s own in the project
(F2); delegator_no_longer_holds_it, a delegation that has nothing to give any more (F20).';

revoke all on function "stagedoor"."accesses_short"(uuid, text, uuid) from public;

grant execute on function "stagedoor"."accesses_short"(uuid, text, uuid) to "postgres";
