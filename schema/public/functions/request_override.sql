-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.request_override (
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
  set search_path to '';
-- Its body: migrations/20261122075950_api_film_overrides.sql

comment on function
  "public"."request_override"(uuid, text, integer, uuid, numeric, text, text) is
  'Ask for an emergency override on a cost code. Returns its id.

It counts for the code and all below it. p_duration_minutes is from 1 to the setting
override_max_minutes (720); the window begins with the authorization. p_contingency_line_id
is the reserve that it draws on, p_max_amount how much may be signed and how much moved
under it, each in all, in the currency of that line. p_reason_kind is one of
override_reason_kinds. Above the line it lifts nothing without p_guild_approval_ref. Asked
twice for the same, it is one request; one that nobody authorizes lapses after
override_request_minutes (1440). Needs override:request (F40).

Raises:
- 22023: no reason of 1 to 1000 characters; a duration, a kind or a reference that is none;
  AMOUNT.
- 23514: CONTINGENCY, where the line is no contingency line.
- 42501: may not.
- PT404: no such code or line in one production, or not for the caller to know of.
- PT429: more than 60 requests in an hour.';

revoke all
  on function "public"."request_override"(uuid, text, integer, uuid, numeric, text, text)
  from public;

grant execute
  on function "public"."request_override"(uuid, text, integer, uuid, numeric, text, text)
  to "authenticated", "postgres";
