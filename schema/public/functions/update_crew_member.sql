-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.update_crew_member (
  p_crew_user_id       uuid,
  p_user_data          jsonb default null::jsonb,
  p_relationship_notes text  default null::text
)
  returns boolean
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122085200_api_theatre_crew.sql

comment on function "public"."update_crew_member"(uuid, jsonb, text) is
  'Change contact data, a title or one''s notes (F71, F83).

Returns whether anything changed. Of oneself: fullname_first, fullname_last, phone_number,
user_role, custom_title. Of a guest whom the caller made and actively manages: these, and
email_address, which voids the claim token. Of other crew only p_relationship_notes: whoever
can sign in writes their own data. An empty text clears, null leaves as it is. Nobody writes
a status.

Raises:
- 22023: other names in p_user_data; an unknown title; OTHER without a text; an address that
  is none, or one''s own.
- 23505: another guest of the caller has this address.
- 42501: the relationship is not active; the data of somebody who can sign in.
- PT404: no crew of the caller.';

revoke all on function "public"."update_crew_member"(uuid, jsonb, text) from public;

grant execute
  on function "public"."update_crew_member"(uuid, jsonb, text)
  to "authenticated", "postgres";
