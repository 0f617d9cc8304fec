-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.tg_clients__record()
  returns trigger
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Queues events, which nobody else may. What a client is called is nobody's business here:
-- the log says which columns changed, and by which elevation.
begin
  -- When the studio goes, its clients go without a word of their own.
  if tg_op = 'DELETE' and not exists (
    select from stagedoor.scopes as s where s.id = old.project_id
  ) then
    return null;
  end if;
  perform stagedoor.record_event(
    p_event => case tg_op when 'DELETE' then 'client.deleted' else 'client.changed' end,
    p_scope_id => old.project_id,
    p_object_type => 'clients',
    p_object_id => old.id::pg_catalog.text,
    p_after => case when tg_op = 'UPDATE' then jsonb_build_object('columns', (
      select coalesce(jsonb_agg(b.key order by b.key), '[]')
      from jsonb_each(to_jsonb(old)) as b
      where b.value is distinct from to_jsonb(new) -> b.key and b.key <> 'elevation_id'
    )) end,
    p_elevation_id => case when tg_op = 'UPDATE' then new.elevation_id end
  );
  return null;
end;
$function$;

comment on function "stagedoor_studio"."tg_clients__record"() is 'Queue client.changed and client.deleted, which a lock guards (F60).';

revoke all on function "stagedoor_studio"."tg_clients__record"() from public;

grant execute on function "stagedoor_studio"."tg_clients__record"() to "postgres";
