-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.request_override (
  p_cost_code_id        uuid,
  p_reason              text,
  p_duration_minutes    integer,
  p_contingency_line_id uuid,
  p_max_amount          numeric,
  p_reason_kind         text    default 'other'::text,
  p_guild_approval_ref  text    default null::text
)
  returns uuid
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122071765_film_override_steps.sql

comment on function
  "stagedoor_film"."request_override"(uuid, text, integer, uuid, numeric, text, text) is
  'Implementation of public.request_override.';

revoke all
  on function
    "stagedoor_film"."request_override"(uuid, text, integer, uuid, numeric, text, text)
  from public;

grant execute
  on function
    "stagedoor_film"."request_override"(uuid, text, integer, uuid, numeric, text, text)
  to "authenticated", "postgres";
