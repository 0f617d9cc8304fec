-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.save_budget_line (
  p_budget_id      uuid,
  p_cost_code_id   uuid,
  p_amount         numeric,
  p_description    text    default null::text,
  p_is_contingency boolean default false,
  p_line_id        uuid    default null::uuid
)
  returns uuid
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122075500_api_film_budgets.sql

comment on function "public"."save_budget_line"(uuid, uuid, numeric, text, boolean, uuid) is
  'Add a line to an open version, or change one. Returns the line''s id.

p_amount is zero or more, in the currency of the budget. p_is_contingency makes it a
reserve. p_line_id names the line to change, whose description stays where it is null;
without it the line is new. Needs budget:edit:assigned, and resolve_cost_access says approve
for the code, and for the one that the line leaves: a line producer writes below the line
only (F33).

Raises:
- 22023: an amount that is none; a description of more than 400 characters.
- 23514: BUDGET_LOCKED; COST_CODE_PREFIX for a header.
- 42501: may not, or not against this code.
- PT404: no such budget, code or line, or not for the caller to know of.';

revoke all
  on function "public"."save_budget_line"(uuid, uuid, numeric, text, boolean, uuid)
  from public;

grant execute
  on function "public"."save_budget_line"(uuid, uuid, numeric, text, boolean, uuid)
  to "authenticated", "postgres";
