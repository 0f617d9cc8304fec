-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.authorize (
  p_permission_key text,
  p_scope_id       uuid,
  p_owner_id       uuid default null::uuid
)
  returns jsonb
  language plpgsql
  set search_path to ''
  AS $function$
begin
  return stagedoor.authorize(p_permission_key, p_scope_id, p_owner_id);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$function$;

comment on function "public"."authorize"(text, uuid, uuid) is 'Whether the caller may do something, why, and until when (F13, F96).

Returns {allowed, policy, reason, remedy, version, valid_until}. policy is the strongest
that applies: deny, allow, own, locked or null. version grows with every change there;
valid_until is the earliest moment at which time alone could change the answer, null for
none: a cache keeps it no longer than either (F96, F114). Always 200; a no is counted for
alerts (F89).';

revoke all on function "public"."authorize"(text, uuid, uuid) from public;

grant execute
  on function "public"."authorize"(text, uuid, uuid)
  to "authenticated", "postgres";
