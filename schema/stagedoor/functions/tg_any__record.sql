-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.tg_any__record()
  returns trigger
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Queues an event, which nobody else may. Arguments: the noun of the event, the column that
-- holds the scope ('' for the installation), and the columns about a person.
declare
  v_before   pg_catalog.jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
  v_after    pg_catalog.jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
  v_row      pg_catalog.jsonb := coalesce(v_after, v_before);
  v_personal pg_catalog.text[] := tg_argv[2:];
begin
  if tg_op = 'UPDATE' then
    if v_before = v_after then
      return null;
    end if;
    -- What stayed the same is not part of the event.
    select jsonb_object_agg(b.key, b.value), jsonb_object_agg(b.key, v_after -> b.key)
    into v_before, v_after
    from jsonb_each(v_before) as b
    where b.value is distinct from v_after -> b.key;
  end if;

  perform stagedoor.record_event(
    p_event => format('%s.%s', tg_argv[0], case tg_op
      when 'INSERT' then 'created' when 'UPDATE' then 'changed' else 'deleted' end),
    p_scope_id => case
      when tg_argv[1] <> '' then (v_row ->> tg_argv[1])::pg_catalog.uuid end,
    p_object_type => tg_table_name,
    p_object_id => coalesce(
      v_row ->> 'id', v_row ->> 'permission_key', v_row ->> 'key', v_row ->> 'scope_type'),
    p_before => v_before - v_personal,
    p_after => v_after - v_personal,
    p_personal => (
      select jsonb_object_agg(p.name, coalesce(v_after, v_before) -> p.name)
      from unnest(v_personal) as p (name)
      where coalesce(v_after, v_before) ->> p.name is not null
    ),
    -- Who somebody is decides nothing; what they hold is told by its own events.
    p_alters_access => tg_argv[0] <> 'account'
  );
  return null;
end;
$function$;

comment on function "stagedoor"."tg_any__record"() is 'Queue an event for a changed row of an engine table.

Arguments of the trigger: noun of the event, column of the scope or an empty string, then
the columns that are about a person.';

revoke all on function "stagedoor"."tg_any__record"() from public;

grant execute on function "stagedoor"."tg_any__record"() to "postgres";
