-- Tools for loading: deterministic ids, and tables that are quiet while they fill.
--
-- A million rows do not arrive through triggers and an exclusion constraint. A table is made
-- quiet (its triggers off, its secondary indexes gone), filled, and given back exactly what it
-- had; bench/world.ts compares its definition before and after.

create schema bench;
grant usage on schema bench to authenticated;

create function bench.id(p_kind text, p_number bigint)
returns uuid
language sql
immutable
parallel safe
as $$
  select md5('stagedoor bench ' || p_kind || ' ' || p_number)::uuid
$$;

create table bench.kept_objects (
  table_oid  regclass not null,
  position   integer  not null generated always as identity,
  label      text     not null,
  definition text     not null
);

create function bench.definition_of(p_table regclass)
returns text[]
language sql
stable
as $$
  select array_agg(d order by d) from (
    select pg_get_indexdef(i.indexrelid) || ' valid ' || i.indisvalid
    from pg_index as i where i.indrelid = p_table
    union all
    select c.conname || ' ' || pg_get_constraintdef(c.oid) || ' valid ' || c.convalidated
    from pg_constraint as c where c.conrelid = p_table and c.contype <> 'n'
    union all
    select pg_get_triggerdef(t.oid) || ' enabled ' || t.tgenabled::text
    from pg_trigger as t where t.tgrelid = p_table and not t.tgisinternal
  ) as parts (d)
$$;

create function bench.quieten(p_table regclass)
returns void
language plpgsql
as $$
declare
  v record;
begin
  for v in
    select t.tgname, t.tgenabled
    from pg_trigger as t
    where t.tgrelid = p_table and t.tgenabled <> 'D'
    order by t.tgname
  loop
    insert into bench.kept_objects (table_oid, label, definition) values (
      p_table, 'trigger ' || v.tgname,
      format('alter table %s enable %s trigger %I', p_table,
        case v.tgenabled when 'A' then 'always' when 'R' then 'replica' else '' end, v.tgname));
  end loop;
  execute format('alter table %s disable trigger all', p_table);

  for v in
    select c.conname, pg_get_constraintdef(c.oid) as definition
    from pg_constraint as c
    where c.conrelid = p_table and c.contype = 'x'
  loop
    insert into bench.kept_objects (table_oid, label, definition) values (
      p_table, v.conname,
      format('alter table %s add constraint %I %s', p_table, v.conname, v.definition));
    execute format('alter table %s drop constraint %I', p_table, v.conname);
  end loop;

  for v in
    select i.indexrelid::regclass as name, pg_get_indexdef(i.indexrelid) as definition
    from pg_index as i
    where i.indrelid = p_table
      and not i.indisunique
  loop
    insert into bench.kept_objects (table_oid, label, definition)
    values (p_table, v.name, v.definition);
    execute format('drop index %s', v.name);
  end loop;
end;
$$;

create procedure bench.restore(p_table regclass)
language plpgsql
as $$
declare
  v record;
begin
  for v in
    delete from bench.kept_objects as k where k.table_oid = p_table returning k.*
  loop
    execute v.definition;
  end loop;
end;
$$;
