-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.delete_role (
  p_role_id uuid
)
  returns boolean
  language plpgsql
  set search_path to ''
  AS $function$
begin
  return stagedoor.delete_role(p_role_id);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$function$;

comment on function "public"."delete_role"(uuid) is 'Delete a tenant''s role. Whoever held it holds it no longer, at once.

Needs role:edit at the role''s scope, and that the caller holds there what it denies: what
goes with it comes back to its holders (F94).

Raises:
- 23514: nobody would be left who can give access.
- 42501: a built-in role, or one that denies what the caller does not hold.
- PT404: no such role, or the caller may not know of it.';

revoke all on function "public"."delete_role"(uuid) from public;

grant execute on function "public"."delete_role"(uuid) to "authenticated", "postgres";
