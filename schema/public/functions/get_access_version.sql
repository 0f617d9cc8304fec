-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.get_access_version (
  p_scope_id uuid
)
  returns bigint
  language plpgsql
  stable
  set search_path to ''
  AS $function$
begin
  return stagedoor.get_access_version(p_scope_id);
end;
$function$;

comment on function "public"."get_access_version"(uuid) is 'A number that grows with every change of access at a scope (F114).

It grows with every committed change that could alter a decision there. Null for a scope
that does not exist or that the caller is no member of (F114).';

revoke all on function "public"."get_access_version"(uuid) from public;

grant execute on function "public"."get_access_version"(uuid) to "authenticated", "postgres";
