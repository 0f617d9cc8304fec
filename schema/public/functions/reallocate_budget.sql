-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.reallocate_budget (
  p_from_line_id    uuid,
  p_to_line_id      uuid,
  p_amount          numeric,
  p_reason          text,
  p_idempotency_key text    default null::text
)
  returns uuid
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122075500_api_film_budgets.sql

comment on function "public"."reallocate_budget"(uuid, uuid, numeric, text, text) is
  'Move money from one line of a budget to another. Returns the move''s id.

Both lines change or none does, and what the budget allows in all stays; a locked version
changes by this alone. The codes of both are on one side of the line. p_amount is no more
than the line has. A reserve (is_contingency) gives only under an active override of the
caller that names it, to what that covers, whichever side of the line it stands on; what an
override lifts or names is debited to it. Each call moves once more: what may be sent twice
names a p_idempotency_key, under which the same person makes one move. Needs
budget:edit:assigned and cost:approve at both codes, and resolve_cost_access says approve
for both by what the caller signs: whoever only posts moves nothing. Of a reserve neither is
asked but budget:edit:assigned: whoever authorized the override has named it. Where both
codes have to be lifted, one override covers both (F112, F119).

Raises:
- 22023: AMOUNT; no reason of 1 to 1000 characters; a key that is none.
- 23505: IDEMPOTENCY_KEY, the key stands for another move.
- 23514: BUDGET for lines of two budgets, or one line; FENCE; BALANCE; CONTINGENCY.
- 42501: may not, or not against one of the codes; AUTHORITY_EXCEEDED, beyond the override.
- PT404: no such line, or not for the caller to know of.';

revoke all
  on function "public"."reallocate_budget"(uuid, uuid, numeric, text, text)
  from public;

grant execute
  on function "public"."reallocate_budget"(uuid, uuid, numeric, text, text)
  to "authenticated", "postgres";
