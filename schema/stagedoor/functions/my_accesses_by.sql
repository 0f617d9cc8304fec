-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.my_accesses_by (
  p_role_id uuid
)
  returns SETOF stagedoor.user_accesses
  language sql
  stable
  security definer
  set search_path to ''
  AS $function$
  -- Reads what roles include, which the caller may not see.
  select a.*
  from stagedoor.user_accesses as a
  where a.user_id = stagedoor.caller_id()
    and a.status <> 'Revoked'
    and (a.grant_id = p_role_id or a.grant_id in (
      select i.permission_role_id
      from stagedoor.role_includes as i where i.included_role_id = p_role_id))
$function$;

comment on function "stagedoor"."my_accesses_by"(uuid) is 'The caller''s accesses through a role, or through one that includes it.';

revoke all on function "stagedoor"."my_accesses_by"(uuid) from public;

grant execute on function "stagedoor"."my_accesses_by"(uuid) to "postgres";
