-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.drawn (
  p_transaction_id uuid,
  p_project_id     uuid
)
  returns table (
    relieved numeric,
    credited numeric
  )
  language sql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122071710_film_entering.sql

revoke all on function "stagedoor_film"."drawn"(uuid, uuid) from public;

grant execute on function "stagedoor_film"."drawn"(uuid, uuid) to "postgres";
