-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.guild_reconciliation (
  p_project_id         uuid,
  p_union_agreement_id uuid,
  p_from               date,
  p_to                 date
)
  returns table (
    payee        text,
    earning      text,
    gross        numeric,
    pension      numeric,
    health       numeric,
    other_fringe numeric,
    posted       numeric,
    expected     numeric,
    difference   numeric,
    currency     text
  )
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122075900_api_film_reports.sql

comment on function "public"."guild_reconciliation"(uuid, uuid, date, date) is
  'What was paid under an agreement, what is due and what was posted.

One row per payee, earning and currency, of costs posted from p_from to p_to, both included.
pension, health and other_fringe are what the rates of each day ask for: percent of the
earnings, or an amount per hour, up to the ceiling per payee and picture, which counts what
was earned before p_from, too. Earnings that bear none (public.earnings) are in gross alone;
rates for a classification are left out, because a cost names none. posted is the payee''s
posted fringes, by their agreement, else by that under which the payee earned in the
department of the account; it falls to the earnings by what is due on each. expected is what
is due in all, difference posted less expected. Needs audit:view (F120).

Raises:
- 22023: no window from a day to the same or a later one.
- 42501: may not.
- PT404: no such production or agreement, or the caller is no member of it.';

revoke all on function "public"."guild_reconciliation"(uuid, uuid, date, date) from public;

grant execute
  on function "public"."guild_reconciliation"(uuid, uuid, date, date)
  to "authenticated", "postgres";
