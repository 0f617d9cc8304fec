-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.open_script_share (
  p_token         text,
  p_download      boolean default false,
  p_known_version text    default null::text,
  p_client_ip     text    default null::text,
  p_user_agent    text    default null::text
)
  returns jsonb
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122085400_api_theatre_shares.sql

comment on function "public"."open_script_share"(text, boolean, text, text, text) is
  'Open a share by its token, without signing in (F78, F115).

Returns {ok: true, script: {title, starts_at, ends_at}, elements, version, copy_number,
share_name, expires_at, permissions, can_edit_profile, recipient}. elements: [{number,
parent, departments, element_type, cue_number, call, text, notes, offset_ms, duration_ms,
priority}], those that the share permits, numbered anew, at most 5,000. recipient: the names
of whoever it is for; of a guest what update_guest_profile answers and, where
can_edit_profile is true, lets them change by the same token (F90). A share of a show has
scripts: [{script, elements}]. Every opening is a use: copy_number is its number.

p_known_version: the version that the caller has; unchanged answers {ok: true, unchanged:
true, version} and is no use. p_download: to keep it. That a share permits no download is a
courtesy and no lock: what is shown can be copied. p_client_ip, p_user_agent: of whoever
asks the service, believed from the service alone.

A refusal is an outcome with a status of its own: 404 invalid (unknown, malformed, revoked,
not begun, after closing night, or no longer the sharer''s to share), 410 expired or used_up,
403 download_not_allowed, 429 too_many_tries (more than share_guesses_per_minute tokens that
nobody ever had, from this address; a token that opens is never refused for it), 429 busy,
409 failed. It raises nothing but 25006, in a read-only transaction: a GET and a HEAD count
nothing.';

revoke all
  on function "public"."open_script_share"(text, boolean, text, text, text)
  from public;

grant execute
  on function "public"."open_script_share"(text, boolean, text, text, text)
  to "anon", "authenticated", "postgres", "service_role";
