-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.standing (
  p_user_id    uuid,
  p_project_id uuid,
  p_scope_id   uuid
)
  returns table (
    is_free        boolean,
    bound_role_ids uuid[],
    may_sign       boolean,
    is_reader      boolean,
    valid_until    timestamp with time zone
  )
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122070800_film_cost_access.sql

comment on function "stagedoor_film"."standing"(uuid, uuid, uuid) is
  'What somebody brings to the costs of a scope.

is_free: signs or posts by an access that is bound by no policy; bound_role_ids: the roles
that bind the others that sign; may_sign: whether cost:approve is held; is_reader: sees
budgets by an access that is not bound.';

revoke all on function "stagedoor_film"."standing"(uuid, uuid, uuid) from public;

grant execute on function "stagedoor_film"."standing"(uuid, uuid, uuid) to "postgres";
