-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.accept_invitation (
  p_token text
)
  returns jsonb
  language plpgsql
  set search_path to ''
  AS $function$
begin
  return stagedoor.accept_invitation(p_token);
exception
  -- Before the token was looked up: whatever comes after is caught where it is counted.
  when serialization_failure or deadlock_detected or lock_not_available then
    return stagedoor.busy();
end;
$function$;

comment on function "public"."accept_invitation"(text) is 'Accept an invitation.

Returns {ok: true, access_id} or {ok: false, reason}. The session''s confirmed e-mail must
equal the invited one, and the inviter must still be able to give the role. Accepting
again answers the same. Never raises: attempts are counted, five wrong ones in 15 minutes
lock out. reason, with its HTTP status: invalid 404, email_mismatch 403, withdrawn,
expired and no_longer_offered 410, already_held, separation_of_duty, last_holder and what
else a rule calls its refusal 409, failed 409 where something refused without a name,
busy 429 for a lost race and too_many_tries 429 (both with retry_after in seconds),
no_session and client_not_allowed 403, the latter for an app''s token (F131).';

revoke all on function "public"."accept_invitation"(text) from public;

grant execute on function "public"."accept_invitation"(text) to "authenticated", "postgres";
