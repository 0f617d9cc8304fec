-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.tg_secrets__end_elevations()
  returns trigger
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Ends elevations and queues events, which no request role may. Never looks at the value. A
-- trigger, so that it binds the owner of the database as well.
declare
  v_project_id pg_catalog.uuid := coalesce(new.scope_id, old.scope_id);
  v_ended      integer;
begin
  -- When the studio goes, its code goes without a word of its own.
  if tg_op = 'DELETE' and not exists (
    select from stagedoor.scopes as s where s.id = v_project_id
  ) then
    return null;
  end if;
  v_ended := stagedoor.end_elevations(null, v_project_id, 'code rotated');
  perform stagedoor.record_event(
    p_event => 'master_code.' || case tg_op
      when 'DELETE' then 'removed' else 'rotated' end,
    p_scope_id => v_project_id,
    p_after => jsonb_build_object('elevations_ended', v_ended));
  return null;
end;
$function$;

comment on function "stagedoor_studio"."tg_secrets__end_elevations"() is
  'End what a master code opened when it is replaced or taken away (F61).

Queues master_code.rotated or master_code.removed.';

revoke all on function "stagedoor_studio"."tg_secrets__end_elevations"() from public;

grant execute on function "stagedoor_studio"."tg_secrets__end_elevations"() to "postgres";
