-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.update_guest_profile (
  p_token     text,
  p_user_data jsonb default null::jsonb
)
  returns jsonb
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122085100_api_theatre_guests.sql

comment on function "public"."update_guest_profile"(text, jsonb) is
  'Let a guest correct their name and phone number, by a token (F65, F71).

p_token: the claim token, or that of a share that names the guest. p_user_data:
fullname_first, fullname_last, phone_number. Returns {ok: true, user_id, fullname_first,
fullname_last, phone_number, shows: [{title, opens_on, closes_on, venues, departments}]}:
where they work, with their own departments. Without p_user_data it changes nothing.

A refusal is an outcome: 404 invalid, 410 expired, 429 too_many_tries, busy.

Raises:
- 22023: "User is not a guest": the token is right, and its account was claimed; or other
  names than these in p_user_data.';

revoke all on function "public"."update_guest_profile"(text, jsonb) from public;

grant execute
  on function "public"."update_guest_profile"(text, jsonb)
  to "anon", "authenticated", "postgres";
