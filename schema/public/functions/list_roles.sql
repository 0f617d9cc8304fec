-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.list_roles (
  p_scope_id uuid
)
  returns table (
    role_id     uuid,
    role_key    text,
    name        text,
    description text,
    scope_id    uuid,
    is_built_in boolean,
    includes    text[]
  )
  language plpgsql
  stable
  set search_path to ''
  AS $function$
begin
  return query select * from stagedoor.list_roles(p_scope_id);
end;
$function$;

comment on function "public"."list_roles"(uuid) is 'The roles that can be granted at a scope (F5, F93).

Built-in ones, and those that the scope or one above it has defined. Left out are those of a
tenant in which the caller has no live access. Empty for whoever is not signed in, and for
an app''s token (F131).';

revoke all on function "public"."list_roles"(uuid) from public;

grant execute on function "public"."list_roles"(uuid) to "authenticated", "postgres";
