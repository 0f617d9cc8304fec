-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.delegate_access (
  p_user_id         uuid,
  p_scope_id        uuid,
  p_permission_keys text[],
  p_valid_until     timestamp with time zone,
  p_reason          text                     default null::text
)
  returns uuid[]
  language plpgsql
  set search_path to ''
  AS $function$
begin
  return stagedoor.delegate_access(
    p_user_id, p_scope_id, p_permission_keys, p_valid_until, p_reason);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$function$;

comment on function "public"."delegate_access"(uuid, uuid, text[], timestamp
  with time zone, text) is 'Delegate permissions of one''s own at a scope, until a moment (F20).

Returns the access ids. A key can be delegated that one holds there as allow and that is
delegable; the delegation counts while the access behind it is live and still grants the
key, and ends no later (F20). All keys or none; delegating the same again with the same end
returns the same ids. Either side ends a delegation with revoke_access.

Raises:
- 22023: no key, no end, an end that is over or later than one''s own, oneself.
- 23505: delegated already with another end.
- 23514: a separation rule keeps it apart from what the person holds (F101).
- 42501: not held, or not delegable.
- PT404: no such scope, account or permission.';

revoke all
  on function "public"."delegate_access"(uuid, uuid, text[], timestamp with time zone, text)
  from public;

grant execute
  on function "public"."delegate_access"(uuid, uuid, text[], timestamp with time zone, text)
  to "authenticated", "postgres";
