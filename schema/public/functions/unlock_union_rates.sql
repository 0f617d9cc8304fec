-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.unlock_union_rates (
  p_union_agreement_id uuid,
  p_reason             text,
  p_minutes            integer
)
  returns uuid
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122075300_api_film_rates.sql

comment on function "public"."unlock_union_rates"(uuid, text, integer) is
  'Open a window in which locked rates may be changed. Returns its id.

For 1 to 240 minutes, the most being the setting rate_unlock_max_minutes. Whoever holds
union_rate:edit changes them in it; each change is an event, says the window, and commits
before it ends or not at all. Again while it is open: the same id. Needs union_rate:unlock,
which is in no role and asks for a second factor (F34).

Raises:
- 22023: no reason of 1 to 1000 characters; more minutes than are allowed.
- 23505: somebody else has opened one.
- 23514: no rates that are locked.
- 42501: may not, or without a second factor.
- PT404: no such agreement, one that ships, or not for the caller to know of.';

revoke all on function "public"."unlock_union_rates"(uuid, text, integer) from public;

grant execute
  on function "public"."unlock_union_rates"(uuid, text, integer)
  to "authenticated", "postgres";
