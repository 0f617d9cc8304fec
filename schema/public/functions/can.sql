-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.can (
  p_permission_key text,
  p_scope_id       uuid,
  p_owner_id       uuid default null::uuid
)
  returns boolean
  language plpgsql
  stable
  parallel safe
  set search_path to ''
  AS $function$
begin
  return stagedoor.can(p_permission_key, p_scope_id, p_owner_id);
end;
$function$;

comment on function "public"."can"(text, uuid, uuid) is 'Whether the caller may do something at a scope now.

p_permission_key: a key such as project:view:assigned. p_scope_id: an organization, project
or department. p_owner_id: the user whose thing it is, for keys held on one''s own. Never
raises; an unknown key or scope is a no (F1, F13, F53).';

revoke all on function "public"."can"(text, uuid, uuid) from public;

grant execute on function "public"."can"(text, uuid, uuid) to "authenticated", "postgres";
