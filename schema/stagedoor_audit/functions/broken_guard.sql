-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_audit.broken_guard()
  returns text
  language sql
  stable
  security definer
  set search_path to ''
  AS $function$
  -- Reads the catalogue only.
  select g.problem
  from (
    select 1, format(
      '%s belongs to %s', c.oid::pg_catalog.regclass, c.relowner::pg_catalog.regrole)
    from pg_catalog.pg_class as c
    where c.relnamespace = 'stagedoor_audit'::pg_catalog.regnamespace
      and c.relkind = 'r'
      and c.relowner::pg_catalog.regrole::pg_catalog.text <> 'stagedoor_auditor'
    union all
    select 2, format(
      '%s belongs to %s', f.oid::pg_catalog.regprocedure, f.proowner::pg_catalog.regrole)
    from pg_catalog.pg_proc as f
    where f.pronamespace = 'stagedoor_audit'::pg_catalog.regnamespace
      and f.proowner::pg_catalog.regrole::pg_catalog.text <> 'stagedoor_auditor'
    union all
    select 3, format(
      '%s can act as %s', m.member::pg_catalog.regrole, m.roleid::pg_catalog.regrole)
    from pg_catalog.pg_auth_members as m
    where m.roleid::pg_catalog.regrole::pg_catalog.text = 'stagedoor_auditor'
      -- From 16 on the creator of a role keeps the right to grant it, and no other.
      and (
        coalesce((to_jsonb(m) ->> 'set_option')::boolean, true)
        or coalesce((to_jsonb(m) ->> 'inherit_option')::boolean, true)
      )
    union all
    select 4, format('trigger %s of %s is missing or off', w.tgname, w.relname)
    from (
      values
        ('stagedoor_audit.leaves', '_100_refuse', 'tg_any__refuse'),
        ('stagedoor_audit.leaves', '_110_refuse_truncate', 'tg_any__refuse'),
        ('stagedoor_audit.heads', '_100_refuse', 'tg_any__refuse'),
        ('stagedoor_audit.heads', '_110_refuse_truncate', 'tg_any__refuse'),
        ('stagedoor_audit.heads', '_200_advance', 'tg_heads__advance'),
        ('stagedoor_audit.installation', '_100_refuse', 'tg_any__refuse'),
        ('stagedoor_audit.installation', '_110_refuse_truncate', 'tg_any__refuse'),
        ('stagedoor_audit.personal_values', '_100_refuse', 'tg_any__refuse'),
        ('stagedoor_audit.personal_values', '_110_refuse_truncate', 'tg_any__refuse'),
        ('stagedoor.event_queue', '_900_flush', 'tg_event_queue__flush')
    ) as w (relname, tgname, proname)
    where not exists (
      select
      from pg_catalog.pg_trigger as t
      join pg_catalog.pg_proc as f on f.oid = t.tgfoid
      where t.tgrelid = to_regclass(w.relname)
        and t.tgname = w.tgname
        and f.proname = w.proname
        and t.tgenabled = 'A'
    )
  ) as g (position, problem)
  order by g.position, g.problem
  limit 1
$function$;

alter function "stagedoor_audit"."broken_guard"() owner to "stagedoor_auditor";

comment on function "stagedoor_audit"."broken_guard"() is 'What keeps the log from being edited and is not in place.

Null where all of it is.';

revoke all on function "stagedoor_audit"."broken_guard"() from public;

grant execute on function "stagedoor_audit"."broken_guard"() to "postgres";
