// The statement that takes Stagedoor out of a database: one, so that it happens or does not.
import { PARTS } from "../lib/migrations.ts";
import { objectsOf, OUR_SCHEMA, type Release, sourcesOf } from "./sources.ts";

/** What a database answers where it refuses: `detail` has one reason a line. */
export const REFUSED = "Stagedoor stays: something depends on it";

const list = (names: readonly string[]) =>
  `array[${names.map((name) => `'${name}'`).join(", ")}]::text[]`;

/** The tables and views of each part that has some, by the part's schema. */
function relationsByPart(release: Release): Record<string, string[]> {
  const all = sourcesOf(release, PARTS);
  return Object.fromEntries(
    PARTS.flatMap((part) => {
      const { schemas, relations } = objectsOf(all.filter((each) => each.part === part));
      const [schema] = schemas;
      return schema === undefined ? [] : [[schema, bare(relations)]];
    }),
  );
}

const bare = (names: string[]) => names.map((name) => name.replace(/^public\./, ""));

/**
 * One DO statement: it refuses what would be lost, takes protections and tracking back, and
 * drops what the release made. It finds the served schema itself.
 */
export function uninstallSql(release: Release, dropData: boolean): string {
  const objects = objectsOf(sourcesOf(release, PARTS));
  return `do $uninstall$
declare
  c_drop_data constant boolean := ${dropData};
  c_schemas   constant text[] := ${list(objects.schemas)};
  c_relations constant jsonb  := '${JSON.stringify(relationsByPart(release))}';
  c_functions constant text[] := ${list(bare(objects.functions))};
  c_roles     constant text[] := ${list(objects.roles)};
  v_served    text;
  v_reasons   text[] := '{}';
  v_relations oid[];
  v_command   text;
  v_found     text;
begin
  if to_regnamespace('stagedoor') is null then
    raise notice 'Stagedoor is not in this database.';
    return;
  elsif to_regprocedure('stagedoor.version()') is null then
    raise exception '${REFUSED}' using
      detail = 'The schema stagedoor has no version: somebody else''s, or the begin of an installation.';
  end if;
  perform set_config('lock_timeout', '10s', true);
  v_served := (
    select n.nspname
    from pg_proc as f join pg_namespace as n on n.oid = f.pronamespace
    where f.proname = 'get_access_version' and not n.nspname = any (c_schemas)
      and strpos(f.prosrc, 'stagedoor.get_access_version(') > 0
    limit 1);

  -- What people hold and what was recorded.
  if not c_drop_data then
    v_reasons := v_reasons || array(
      select format('The role %s is held by %s: revoke it, or say --drop-data.', r.role_key,
        case count(distinct a.user_id) when 1 then 'one user'
          else count(distinct a.user_id) || ' users' end)
      from stagedoor.live_accesses as a
      join stagedoor.permission_roles as r on r.id = a.grant_id
      group by r.role_key order by r.role_key);
    for v_found, v_command in
      select w.what, format('select %s from %s', w.counted, w.source) from (values
        ('scopes', 'count(*)', 'stagedoor.scopes'),
        ('accesses, past ones too,', 'count(*)', 'stagedoor.user_accesses'),
        ('accounts', 'count(*)', 'stagedoor.user_accounts'),
        -- What happened in organizations and projects; those of the installation are its own.
        ('events of the audit log', 'coalesce(sum(size), 0)', $log$stagedoor.read_audit_heads(
          '00000000-0000-0000-0000-000000000000', 1000000)$log$)
      ) as w (what, counted, source)
    loop
      execute v_command into v_command;
      if v_command::bigint > 0 then
        v_reasons := v_reasons || format('%s %s would be lost: say --drop-data.',
          v_command, v_found);
      end if;
    end loop;
  end if;
  if v_reasons <> '{}' then
    raise exception '${REFUSED}' using detail = array_to_string(v_reasons, e'\\n');
  end if;

  -- Their tables as they were: policies, grants, triggers, added columns.
  for v_found in
    -- Of a table that is gone there is nothing to give back.
    select p.table_name::text
    from stagedoor.protections as p join pg_class as c on c.oid = p.table_name
    order by 1
  loop
    perform stagedoor.unprotect(v_found::regclass);
    raise notice 'unprotected %', v_found;
  end loop;
  for v_command in
    select format('drop policy %I on %s', p.polname, p.polrelid::regclass)
    from pg_policy as p
    where p.polrelid in (to_regclass('storage.objects'), to_regclass('realtime.messages'))
      and p.polname ~ '^stagedoor [0-9a-f]{12} '
  loop
    execute v_command;
    raise notice '%', v_command;
  end loop;
  for v_command in
    select format('drop trigger if exists %I on %s', g.tgname, g.tgrelid::regclass)
    from pg_trigger as g
    join pg_proc as f on f.oid = g.tgfoid
    where f.pronamespace = 'stagedoor'::regnamespace
      and not g.tgisinternal
      and g.tgparentid = 0
      and g.tgname ~ '^zz_stagedoor_'
    union all
    select format('alter table %s drop column %I', a.attrelid::regclass, a.attname)
    from pg_attribute as a
    join stagedoor.tracked_tables as t on t.table_name = a.attrelid
    where t.scope_column = a.attname and a.attname = 'stagedoor_scope_id'
  loop
    execute v_command;
    raise notice '%', v_command;
  end loop;
  set constraints all immediate;

  -- Tables and views of parts that are installed: those of others may bear such a name.
  v_relations := array(
    select c.oid
    from pg_class as c
    join jsonb_each(c_relations) as part on to_regnamespace(part.key) is not null
    where c.relnamespace = 'public'::regnamespace and part.value ? c.relname::text);

  -- What of theirs would go along, which is theirs to change first.
  select array_agg(format('%s uses %s: change or drop it first.', u.dependent, u.ours)
    order by u.dependent)
  into v_reasons
  from (select pg_describe_object(d.classid, d.objid, d.objsubid) as dependent,
    min(pg_describe_object(d.refclassid, d.refobjid, d.refobjsubid)) as ours
  from pg_depend as d
  join (
    select 'pg_class'::regclass as classid, c.oid as objid from pg_class as c
    where c.relnamespace::regnamespace::text = any (c_schemas) or c.oid = any (v_relations)
    union all
    select 'pg_proc'::regclass, f.oid from pg_proc as f
    where f.pronamespace::regnamespace::text = any (c_schemas)
      or (f.pronamespace = to_regnamespace(v_served)
        and f.proname = any (c_functions) and strpos(f.prosrc, 'stagedoor') > 0)
    union all
    select 'pg_type'::regclass, t.oid from pg_type as t
    where t.typnamespace::regnamespace::text = any (c_schemas)
      or t.typrelid = any (v_relations)
  ) as ours on ours.classid = d.refclassid and ours.objid = d.refobjid
  cross join lateral (
    select case d.classid
      when 'pg_class'::regclass then coalesce(
        (select i.indrelid from pg_index as i where i.indexrelid = d.objid),
        (select o.refobjid from pg_depend as o where o.classid = 'pg_class'::regclass
         and o.objid = d.objid and o.deptype in ('a', 'i') and o.refobjsubid > 0 limit 1),
        d.objid)
      when 'pg_policy'::regclass then (
        select p.polrelid from pg_policy as p where p.oid = d.objid)
      when 'pg_trigger'::regclass then (
        select g.tgrelid from pg_trigger as g where g.oid = d.objid)
      when 'pg_rewrite'::regclass then (
        select r.ev_class from pg_rewrite as r where r.oid = d.objid)
      when 'pg_constraint'::regclass then (
        select n.conrelid from pg_constraint as n where n.oid = d.objid)
      when 'pg_attrdef'::regclass then (
        select a.adrelid from pg_attrdef as a where a.oid = d.objid)
    end
  ) as of_relation (oid)
  where d.deptype in ('n', 'a')
    and d.classid <> 'pg_publication_rel'::regclass
    -- Ours too, and of no schema.
    and not exists (
      select from pg_event_trigger as e
      where d.classid = 'pg_event_trigger'::regclass and e.oid = d.objid
        and starts_with(e.evtname, 'stagedoor_'))
    and not coalesce(of_relation.oid = any (v_relations) or exists (
      select from pg_class as c
      where c.oid = of_relation.oid
        and c.relnamespace::regnamespace::text = any (c_schemas)), false)
    and not exists (
      select from pg_proc as f
      where d.classid = 'pg_proc'::regclass and f.oid = d.objid
        and (f.pronamespace::regnamespace::text = any (c_schemas)
          or strpos(f.prosrc, 'stagedoor') > 0
            and f.pronamespace = to_regnamespace(v_served)
            and f.proname = any (c_functions)
          or f.proname = 'as_csv'))
    and not exists (
      select from pg_type as t
      where d.classid = 'pg_type'::regclass and t.oid = d.objid
        and (t.typnamespace::regnamespace::text = any (c_schemas)
          or t.typrelid = any (v_relations)))
  group by 1) as u;
  if v_reasons is not null then
    raise exception '${REFUSED}' using detail = array_to_string(v_reasons, e'\\n');
  end if;
  for v_found in
    select format('%s(%s)', f.oid::regproc, pg_get_function_identity_arguments(f.oid))
    from pg_proc as f join pg_namespace as n on n.oid = f.pronamespace
    where f.prosrc ~ '\\mstagedoor\\.'
      and not n.nspname = any (c_schemas)
      and not (n.nspname = v_served and f.proname = any (c_functions))
  loop
    raise notice 'look at the function %: its body names stagedoor', v_found;
  end loop;

  -- What is owned by roles of ours goes to whoever may drop it.
  for v_found in
    select r.rolname from pg_roles as r where r.rolname = any (c_roles)
  loop
    execute format('grant %I to current_user', v_found);
  end loop;
  for v_command in
    select format('drop function %s', f.oid::regprocedure)
    from pg_proc as f
    where f.pronamespace = to_regnamespace(v_served)
      and f.proname = any (c_functions)
      and strpos(f.prosrc, 'stagedoor') > 0
    union all
    select format('drop aggregate %s', g.aggfnoid::regprocedure)
    from pg_aggregate as g
    where g.aggtransfn = to_regproc('stagedoor.csv_add')
  loop
    execute v_command;
  end loop;
  for v_command in
    select format('drop %s if exists %s cascade',
      case c.relkind when 'v' then 'view' else 'table' end, c.oid::regclass)
    from pg_class as c
    where c.oid = any (v_relations)
    order by c.relkind = 'v' desc, c.oid desc
  loop
    execute v_command;
  end loop;
  for v_command in
    select format('drop schema if exists %I cascade', s.name)
    from unnest(c_schemas) with ordinality as s (name, place)
    order by s.place desc
  loop
    execute v_command;
  end loop;
  if obj_description(to_regtype('public."text/csv"'), 'pg_type')
    = 'A table as CSV: PostgREST knows it by its name.'
  then
    drop domain public."text/csv";
  end if;

  if obj_description(to_regnamespace(v_served), 'pg_namespace') = '${OUR_SCHEMA}' then
    begin
      execute format('drop schema %I', v_served);
    exception when dependent_objects_still_exist then
      raise notice 'kept the schema %: something else stands in it', v_served;
    end;
  end if;

  -- Roles are the server's: another database may need them.
  for v_found in
    select r.rolname from pg_roles as r where r.rolname = any (c_roles)
  loop
    if exists (
      select from pg_shdepend as d
      join pg_roles as r on r.oid = d.refobjid and d.refclassid = 'pg_authid'::regclass
      where r.rolname = v_found and d.dbid <> 0
        and d.dbid <> (select b.oid from pg_database as b where b.datname = current_database())
    ) then
      execute format('revoke %I from current_user', v_found);
      raise notice 'kept the role %: another database of this server uses it', v_found;
    else
      begin
        execute format('drop owned by %I', v_found);
        execute format('drop role %I', v_found);
      exception when dependent_objects_still_exist then
        execute format('revoke %I from current_user', v_found);
        raise notice 'kept the role %: another database of this server uses it', v_found;
      end;
    end if;
  end loop;
end;
$uninstall$;
`;
}
