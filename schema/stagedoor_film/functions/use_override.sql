-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.use_override (
  p_cost_code           public.cost_codes,
  p_spent               numeric,
  p_moved               numeric,
  p_currency            text,
  p_contingency_line_id uuid              default null::uuid,
  p_beside_id           uuid              default null::uuid
)
  returns uuid
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122071230_film_override_effect.sql

comment on function
  "stagedoor_film"."use_override"(public.cost_codes, numeric, numeric, text, uuid, uuid) is
  'Write against a code under the best override of the caller.

Its id. Null where none covers the code, or none that names p_contingency_line_id and covers
the code p_beside_id, where they are given. What is spent, or moved, is debited; the
transaction then commits inside the window or not at all (F112, F118). Raises 42501,
AUTHORITY_EXCEEDED, beyond its amount.';

revoke all
  on function
    "stagedoor_film"."use_override"(public.cost_codes, numeric, numeric, text, uuid, uuid)
  from public;

grant execute
  on function
    "stagedoor_film"."use_override"(public.cost_codes, numeric, numeric, text, uuid, uuid)
  to "postgres";
