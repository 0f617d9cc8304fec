-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.create_studio (
  p_name            text,
  p_organization_id uuid default null::uuid
)
  returns uuid
  language plpgsql
  set search_path to ''
  AS $function$
begin
  return stagedoor_studio.create_studio(p_name, p_organization_id);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$function$;

comment on function "public"."create_studio"(text, uuid) is 'Open a studio. Returns its project id.

The caller becomes its admin. Without an organization a personal one of the same name is
made, whose producer the caller is; in an existing one they need project:create, and are
admin for as long as they hold it (F39).

Raises:
- 22023: a name that is empty or longer than 200 characters.
- 23514: the caller has another studio role in the organization (F48).
- 42501: no live session, or may not create projects there.
- PT404: no such organization, or the caller is no member of it.';

revoke all on function "public"."create_studio"(text, uuid) from public;

grant execute
  on function "public"."create_studio"(text, uuid)
  to "authenticated", "postgres";
