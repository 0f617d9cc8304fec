-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.grant_access (
  p_user_id     uuid,
  p_scope_id    uuid,
  p_grant_type  text,
  p_grant_key   text,
  p_valid_from  timestamp with time zone default null::timestamp with time zone,
  p_valid_until timestamp with time zone default null::timestamp with time zone,
  p_reason      text                     default null::text
)
  returns uuid
  language plpgsql
  set search_path to ''
  AS $function$
begin
  return stagedoor.grant_access(
    p_user_id, p_scope_id, p_grant_type, p_grant_key,
    p_valid_from, p_valid_until, p_reason);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$function$;

comment on function "public"."grant_access"(uuid, uuid, text, text, timestamp
  with time zone, timestamp with time zone, text) is 'Give somebody a role or a permission at a scope; the access id.

p_grant_type: role or permission; p_grant_key: the key of it. p_valid_from null: from now
on; p_valid_until null: without end. The window is half-open and compared when it is read
(F11, F18, F19, F98). Giving the same again with the same end returns the same id.

Needs access:grant there, and that the caller holds what they give (F94), unless they hold
access:escalate; never for oneself. The service needs neither.

Raises:
- 22023: another grant type; a window that is infinite, empty or over.
- 23505: held already with another end.
- 23514: a separation rule keeps it apart from what the person holds (F101).
- 42501: may not give it.
- PT404: no such scope, account, role or permission.';

revoke all
  on function "public"."grant_access"(uuid, uuid, text, text, timestamp
    with time zone, timestamp with time zone, text)
  from public;

grant execute
  on function "public"."grant_access"(uuid, uuid, text, text, timestamp
    with time zone, timestamp with time zone, text)
  to "authenticated", "postgres", "service_role";
