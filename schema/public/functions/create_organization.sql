-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.create_organization (
  p_name text
)
  returns uuid
  language plpgsql
  set search_path to ''
  AS $function$
begin
  return stagedoor.create_organization(p_name);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$function$;

comment on function "public"."create_organization"(text) is 'Start an organization. Returns its scope id.

Any verified account may. The creator gets the role that stagedoor.scope_types names for an
organization, and holds access:escalate there by a separate direct grant.

Raises:
- 22023: a name that is empty or longer than 200 characters.
- 42501: no live session.';

revoke all on function "public"."create_organization"(text) from public;

grant execute
  on function "public"."create_organization"(text)
  to "authenticated", "postgres";
