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
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.lost_race();
    return null;
end;
$function$;

comment on function "public"."accept_invitation"(text) is 'Accept an invitation.

Returns {ok: true, access_id} or {ok: false, reason}. The session''s confirmed e-mail must
equal the invited one, and the inviter must still be able to give the role. Accepting
again answers the same. Never raises: tries are counted, five wrong ones in 15 minutes
lock out. reason, with its HTTP status: invalid 404, email_mismatch 403, withdrawn,
expired and no_longer_offered 410, already_held, separation_of_duty and last_holder 409,
too_many_tries 429 (with retry_after in seconds), no_session 403.';

revoke all on function "public"."accept_invitation"(text) from public;

grant execute on function "public"."accept_invitation"(text) to "authenticated", "postgres";
