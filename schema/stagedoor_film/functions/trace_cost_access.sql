-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.trace_cost_access (
  p_user_id            uuid,
  p_cost_code_id       uuid,
  p_union_agreement_id uuid default null::uuid
)
  returns table (
    step       integer,
    checkpoint text,
    outcome    text,
    expected   text,
    actual     text,
    remedy     text
  )
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122071600_film_asking.sql

comment on function "stagedoor_film"."trace_cost_access"(uuid, uuid, uuid) is
  'Implementation of public.trace_cost_access.';

revoke all on function "stagedoor_film"."trace_cost_access"(uuid, uuid, uuid) from public;

grant execute
  on function "stagedoor_film"."trace_cost_access"(uuid, uuid, uuid)
  to "authenticated", "postgres";
