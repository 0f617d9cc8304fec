-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.create_project (
  p_organization_id uuid,
  p_name            text,
  p_creator_role    text default null::text
)
  returns uuid
  language plpgsql
  set search_path to ''
  AS $function$
begin
  return stagedoor.create_project(p_organization_id, p_name, p_creator_role);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$function$;

comment on function "public"."create_project"(uuid, text, text) is 'Start a project in an organization. Returns its scope id.

Needs project:create on the organization. The creator gets p_creator_role in the project,
null being the role that stagedoor.scope_types names, and nothing else, for as long as they
hold project:create above; they must hold its permissions in the organization already (F39,
F94, F129).

Raises:
- 22023, 23514: a name that is empty or too long; a parent that is no organization; a role
  that leaves nobody who can give access.
- 42501: may not create projects there, or does not hold what the role grants.
- PT404: no such organization, or no such role there.';

revoke all on function "public"."create_project"(uuid, text, text) from public;

grant execute
  on function "public"."create_project"(uuid, text, text)
  to "authenticated", "postgres";
