-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.shared_page (
  p_script_id      uuid,
  p_department_ids uuid[]
)
  returns jsonb
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122081310_theatre_opening.sql

comment on function "stagedoor_theatre"."shared_page"(uuid, uuid[]) is
  'A script as a share shows it: elements numbered anew (F77, F90).';

revoke all on function "stagedoor_theatre"."shared_page"(uuid, uuid[]) from public;

grant execute on function "stagedoor_theatre"."shared_page"(uuid, uuid[]) to "postgres";
