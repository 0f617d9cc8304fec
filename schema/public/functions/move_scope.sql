-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.move_scope (
  p_scope_id  uuid,
  p_parent_id uuid
)
  returns boolean
  language plpgsql
  set search_path to ''
  AS $function$
begin
  return stagedoor.move_scope(p_scope_id, p_parent_id);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$function$;

comment on function "public"."move_scope"(uuid, uuid) is 'Move a project or a department to another parent (F93).

A project to another organization, a department to another project. Needs project:delete
there and project:create at the new parent. Access changes at once: what is held above the
old place is gone, what is held above the new one counts, and roles defined by the old
tenant are revoked. The log of the scope stays its own. Returns whether anything changed.

Raises:
- 42501: may not move it; or people would gain what one does not hold there, from above the
  new place or because a denial is left behind, without access:escalate (F94).
- 23514: a parent of the wrong type; nobody left who can give access; a separation rule.
- PT404: no such scope, or the caller is no member of it.';

revoke all on function "public"."move_scope"(uuid, uuid) from public;

grant execute on function "public"."move_scope"(uuid, uuid) to "authenticated", "postgres";
