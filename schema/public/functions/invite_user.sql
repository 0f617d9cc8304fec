-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.invite_user (
  p_email       text,
  p_scope_id    uuid,
  p_role_key    text,
  p_valid_until timestamp with time zone default null::timestamp with time zone
)
  returns jsonb
  language plpgsql
  set search_path to ''
  AS $function$
begin
  return stagedoor.invite_user(p_email, p_scope_id, p_role_key, p_valid_until);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$function$;

comment on function "public"."invite_user"(text, uuid, text, timestamp
  with time zone) is 'Invite an address to a role at a scope: {access_id, token}.

The token is shown this once; send it to the address. It can be accepted for as long as the
setting invitation_valid_hours says. Inviting again for the same replaces the token. A row
in the outbox tells a mailer. Needs what granting the role needs (F94).

Raises:
- 22023: no e-mail address; a window that is infinite, empty or over.
- 42501: may not give it.
- PT404: no such scope or role, or the caller is no member of the scope.
- PT429: more invitations within an hour than the setting invitations_per_hour.';

revoke all
  on function "public"."invite_user"(text, uuid, text, timestamp with time zone)
  from public;

grant execute
  on function "public"."invite_user"(text, uuid, text, timestamp with time zone)
  to "authenticated", "postgres", "service_role";
