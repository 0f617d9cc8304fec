-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.enforce (
  p_permission_key text,
  p_scope_id       uuid,
  p_owner_id       uuid default null::uuid
)
  returns void
  language plpgsql
  stable
  set search_path to ''
  AS $function$
begin
  perform stagedoor.enforce(p_permission_key, p_scope_id, p_owner_id);
end;
$function$;

comment on function "public"."enforce"(text, uuid, uuid) is 'Raise unless the caller may do something at a scope now.

Raises:
- 42501: not permitted; details name the key, the hint is the remedy (F57).
- PT404: no such scope, or the caller is no member of it.';

revoke all on function "public"."enforce"(text, uuid, uuid) from public;

grant execute
  on function "public"."enforce"(text, uuid, uuid)
  to "authenticated", "postgres";
