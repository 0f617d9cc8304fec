-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.end_spending_authority (
  p_authority_id uuid,
  p_reason       text
)
  returns boolean
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122075700_api_film_authorities.sql

comment on function "public"."end_spending_authority"(uuid, text) is
  'End an authority and all that was passed on from it.

Returns whether anything changed. What was not spent is free again where it came from. A
void of a cost that was signed under it gives back there, too. For whoever gave it and for
the designated executive producer, who hold authority:delegate (F113).

Raises:
- 22023: no reason of 1 to 1000 characters.
- 42501: may not.
- PT404: no such authority, or not for the caller to know of.';

revoke all on function "public"."end_spending_authority"(uuid, text) from public;

grant execute
  on function "public"."end_spending_authority"(uuid, text)
  to "authenticated", "postgres";
