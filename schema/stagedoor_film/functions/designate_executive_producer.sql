-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.designate_executive_producer (
  p_project_id uuid,
  p_user_id    uuid
)
  returns uuid
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122071300_film_set_up.sql

comment on function "stagedoor_film"."designate_executive_producer"(uuid, uuid) is
  'Implementation of public.designate_executive_producer.';

revoke all
  on function "stagedoor_film"."designate_executive_producer"(uuid, uuid)
  from public;

grant execute
  on function "stagedoor_film"."designate_executive_producer"(uuid, uuid)
  to "authenticated", "postgres";
