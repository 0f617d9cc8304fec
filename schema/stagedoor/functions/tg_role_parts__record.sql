-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.tg_role_parts__record()
  returns trigger
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Queues events, which nobody else may. A link or inclusion is told in the scope of its
-- role.
declare
  v_row  pg_catalog.jsonb := to_jsonb(coalesce(new, old));
  v_role stagedoor.permission_roles;
begin
  select r.* into v_role
  from stagedoor.permission_roles as r
  where r.id = (v_row ->> 'permission_role_id')::pg_catalog.uuid;

  perform stagedoor.record_event(
    p_event => tg_argv[0] || case tg_op
      when 'INSERT' then '.created' when 'UPDATE' then '.changed' else '.deleted' end,
    p_scope_id => v_role.scope_id,
    p_object_type => 'permission_roles',
    p_object_id => v_row ->> 'permission_role_id',
    p_before => case when tg_op <> 'INSERT' then
      stagedoor.role_part_named(to_jsonb(old), v_role.role_key) end,
    p_after => case when tg_op <> 'DELETE' then
      stagedoor.role_part_named(to_jsonb(new), v_role.role_key) end,
    p_alters_access => true
  );
  return null;
end;
$function$;

comment on function "stagedoor"."tg_role_parts__record"() is 'Queue an event for a changed link or inclusion of a role (F24).';

revoke all on function "stagedoor"."tg_role_parts__record"() from public;

grant execute on function "stagedoor"."tg_role_parts__record"() to "postgres";
