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
  'Try the master code of a studio for somebody. Service only.

Returns {ok: true, elevated_until}, or a refused outcome {ok: false, reason, error_code,
code, message, details, hint, retry_after} with the status set: 403 wrong_code, the same for
no code set, for a studio that is unknown or not theirs, and where nothing is locked for them; 423 locked_out after 5 wrong attempts of the person in 15 minutes, or for a wrong one after
20 at the studio in an hour; 429 busy while another attempt of theirs is under way, or after a lost
race; 429 too_many_tries for a wrong code from a busy address; 409 failed where something
else went wrong, which the log of the server names; 401 no_session, which the session of an
app is too (F131); 400 for minutes outside 1 to the setting elevation_max_minutes.
retry_after is in seconds. A right code elevates the session of the person, in that studio
(F55, F56, F59). p_client_ip: what the platform calls the client, whatever it looks like.

An attempt is counted before it is compared, in the transaction of the call: whoever calls
it commits. A right code that opens an elevation takes its own count back; one that fails
for another reason does not.';

revoke all
  on function "public"."verify_master_code"(uuid, uuid, uuid, text, text, integer)
  from public;

grant execute
  on function "public"."verify_master_code"(uuid, uuid, uuid, text, text, integer)
  to "postgres", "service_role";
