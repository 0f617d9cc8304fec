-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.guard_audit_log()
  returns void
  language plpgsql
  set search_path to ''
  AS $function$
declare
  v_name pg_catalog.text;
begin
  if not exists (
    select from pg_catalog.pg_roles as r where r.rolname = 'stagedoor_auditor'
  ) then
    create role stagedoor_auditor nologin;
  end if;
  execute format('grant stagedoor_auditor to %I', current_user);

  alter schema stagedoor_audit owner to stagedoor_auditor;
  for v_name in
    select format('table %s', c.oid::pg_catalog.regclass)
    from pg_catalog.pg_class as c
    where c.relnamespace = 'stagedoor_audit'::pg_catalog.regnamespace and c.relkind = 'r'
    union all
    select format('function %s', f.oid::pg_catalog.regprocedure)
    from pg_catalog.pg_proc as f
    where f.pronamespace = 'stagedoor_audit'::pg_catalog.regnamespace
  loop
    execute format('alter %s owner to stagedoor_auditor', v_name);
    execute format(
      'revoke all on %s from public, anon, authenticated, service_role, %I',
      v_name, current_user);
  end loop;

  -- The log reads the shape of an event there, and nothing else.
  grant usage on schema stagedoor to stagedoor_auditor;

  -- Whoever owns the engine calls these functions and touches no table.
  execute format(
    'revoke all on schema stagedoor_audit
     from public, anon, authenticated, service_role, %1$I;
     grant usage on schema stagedoor_audit to %1$I', current_user);
  for v_name in
    select f.oid::pg_catalog.regprocedure
    from pg_catalog.pg_proc as f
    where f.pronamespace = 'stagedoor_audit'::pg_catalog.regnamespace
      and f.prorettype <> 'trigger'::pg_catalog.regtype
  loop
    execute format('grant execute on function %s to %I', v_name, current_user);
  end loop;

  for v_name in
    select format('%s enable always trigger %I', t.tgrelid::pg_catalog.regclass, t.tgname)
    from pg_catalog.pg_trigger as t
    join pg_catalog.pg_class as c on c.oid = t.tgrelid
    where c.relnamespace = 'stagedoor_audit'::pg_catalog.regnamespace
      and not t.tgisinternal
      and t.tgenabled <> 'A'
  loop
    execute format('alter table %s', v_name);
  end loop;

  execute format('revoke stagedoor_auditor from %I', current_user);
end;
$function$;

comment on function "stagedoor"."guard_audit_log"() is 'Give the audit log to its own role, close it, leave no member behind.

Run at the end of each migration that touches the log, and by its owner after a restore: a
dump restored as postgres leaves everything owned by postgres. Run again it changes
nothing.';

revoke all on function "stagedoor"."guard_audit_log"() from public;

grant execute on function "stagedoor"."guard_audit_log"() to "postgres";
