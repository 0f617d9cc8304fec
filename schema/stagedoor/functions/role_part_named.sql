-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.role_part_named (
  p_part     jsonb,
  p_role_key text
)
  returns jsonb
  language sql
  stable
  security definer
  set search_path to ''
  AS $function$
  -- Reads the catalogue for a trigger: a log that says keys can be read without it.
  select jsonb_strip_nulls(jsonb_build_object(
    'role', p_role_key,
    'permission', (
      select p.permission_key from stagedoor.permissions as p
      where p.id = (p_part ->> 'permission_id')::pg_catalog.uuid
    ),
    'policy', p_part ->> 'policy',
    'included_role', (
      select r.role_key from stagedoor.permission_roles as r
      where r.id = (p_part ->> 'included_role_id')::pg_catalog.uuid
    )
  ))
$function$;

comment on function "stagedoor"."role_part_named"(jsonb, text) is 'A link or inclusion of a role by its keys, for the audit log.';

revoke all on function "stagedoor"."role_part_named"(jsonb, text) from public;

grant execute on function "stagedoor"."role_part_named"(jsonb, text) to "postgres";
