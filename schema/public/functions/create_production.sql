-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.create_production (
  p_project_id uuid,
  p_currency   text,
  p_time_zone  text default 'UTC'::text
)
  returns uuid
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122075100_api_film_productions.sql

comment on function "public"."create_production"(uuid, text, text) is
  'Make a project a production. Returns its id.

p_currency is the currency of new budgets, p_time_zone the zone of its days: UTC or a name
of the tz database; null for that of the scope above. It begins in development. Again with
the same currency: nothing changes. Needs project:edit:assigned.

Raises:
- 22023: no such currency or time zone.
- 23505: a production already, in another currency.
- 42501: may not.
- PT404: no such project, or the caller is no member of it.';

revoke all on function "public"."create_production"(uuid, text, text) from public;

grant execute
  on function "public"."create_production"(uuid, text, text)
  to "authenticated", "postgres";
