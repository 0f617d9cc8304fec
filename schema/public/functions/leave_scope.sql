-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.leave_scope (
  p_scope_id uuid
)
  returns boolean
  language plpgsql
  set search_path to ''
  AS $function$
begin
  return stagedoor.leave_scope(p_scope_id);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$function$;

comment on function "public"."leave_scope"(uuid) is 'Give back all that the caller holds at a scope and below.

Returns whether it was any.

Raises:
- 23514: nobody would be left who can give access.
- 42501: no live session, or a denial would go while its permission stays from above.
- PT404: no such scope, or the caller is no member of it.';

revoke all on function "public"."leave_scope"(uuid) from public;

grant execute on function "public"."leave_scope"(uuid) to "authenticated", "postgres";
