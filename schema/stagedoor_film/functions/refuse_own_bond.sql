-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.refuse_own_bond (
  p_project_id uuid,
  p_role_id    uuid
)
  returns void
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122071410_film_chart_rules.sql

comment on function "stagedoor_film"."refuse_own_bond"(uuid, uuid) is
  'Refuse to change the policies of a role that the caller holds.

Raises 42501.';

revoke all on function "stagedoor_film"."refuse_own_bond"(uuid, uuid) from public;

grant execute on function "stagedoor_film"."refuse_own_bond"(uuid, uuid) to "postgres";
