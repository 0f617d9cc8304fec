-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.verify_master_code (
  p_user_id    uuid,
  p_session_id uuid,
  p_project_id uuid,
  p_code       text,
  p_client_ip  text,
  p_minutes    integer default 5
)
  returns jsonb
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122095500_api_studio_master_code.sql

comment on function "public"."verify_master_code"(uuid, uuid, uuid, text, text, integer) is
  'Try the master code of a studio for a user. Service only.

Returns {ok: true, elevated_until}, or a refused outcome {ok: false, reason, error_code,
code, message, details, hint, retry_after} with the status set:
- 400 for minutes outside 1 to the setting elevation_max_minutes.
- 401 no_session, also for the session of an app (F131).
- 403 wrong_code, also without a code, for an unknown studio or another tenant''s, and where
  nothing is locked for the user.
- 409 failed for any other error, which the log of the server names.
- 423 locked_out after 5 wrong attempts of the user in 15 minutes, or for a wrong one after
  20 at the studio in an hour.
- 429 busy during another attempt of the user, or after a lost race.
- 429 too_many_tries for a wrong code from an address over its limit.

retry_after is in seconds. A right code elevates the session of the user, in that studio
(F55, F56, F59). p_client_ip: the address as the platform names it, in any form.

An attempt is counted before it is compared, in the transaction of the call, which the
caller commits. A right code that opens an elevation takes its own count back; one that
fails for another reason does not.';

revoke all
  on function "public"."verify_master_code"(uuid, uuid, uuid, text, text, integer)
  from public;

grant execute
  on function "public"."verify_master_code"(uuid, uuid, uuid, text, text, integer)
  to "postgres", "service_role";
