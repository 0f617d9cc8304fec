-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.get_role_matrix (
  p_scope_id uuid
)
  returns table (
    role_id        uuid,
    role_key       text,
    permission_key text,
    policy         text,
    is_linked      boolean
  )
  language plpgsql
  stable
  set search_path to ''
  AS $function$
begin
  return query select * from stagedoor.get_role_matrix(p_scope_id);
end;
$function$;

comment on function "public"."get_role_matrix"(uuid) is 'What every role at a scope grants (F10, F17, F62).

One row for each role and permission.

Roles of scopes below are left out: they are granted there.

policy is the strongest of deny, allow, own, locked; is_linked says whether the role names
the permission itself, or has it by implication or inclusion. Needs access:view.

Raises:
- 42501: the caller does not hold access:view there.
- PT404: no such scope, or the caller is no member of it.';

revoke all on function "public"."get_role_matrix"(uuid) from public;

grant execute on function "public"."get_role_matrix"(uuid) to "authenticated", "postgres";
