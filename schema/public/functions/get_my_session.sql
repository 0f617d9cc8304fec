-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.get_my_session (
  p_scope_id uuid
)
  returns jsonb
  language plpgsql
  stable
  set search_path to ''
  AS $function$
begin
  return stagedoor.get_my_session(p_scope_id);
end;
$function$;

comment on function "public"."get_my_session"(uuid) is 'All that a user interface needs of the caller at one scope, at once.

Returns {menu, permissions: [{key, policy}], elevated_until, version, valid_until}. menu
is that of get_user_project_menu. permissions are the keys held at the scope itself: own
ones with policy own, locked ones with policy locked whether elevated or not, so that a
user interface can disable instead of hide. For nobody, and for an app''s token, both are
empty (F131). Drop the answer at valid_until or at a newer
version (F114). Never raises.';

revoke all on function "public"."get_my_session"(uuid) from public;

grant execute on function "public"."get_my_session"(uuid) to "authenticated", "postgres";
