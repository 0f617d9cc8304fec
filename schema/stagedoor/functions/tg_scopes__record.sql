-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.tg_scopes__record()
  returns trigger
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Queues events, which nobody else may.
declare
  v_scope stagedoor.scopes := coalesce(new, old);
begin
  -- A change carried down from above is told by the scope that was changed.
  if tg_op = 'UPDATE'
    and (old.name, old.parent_id, old.archived_at, old.scope_type)
      is not distinct from (new.name, new.parent_id, new.archived_at, new.scope_type)
  then
    return null;
  end if;

  perform stagedoor.record_event(
    p_event => case
      when tg_op = 'INSERT' then 'scope.created'
      when tg_op = 'DELETE' then 'scope.deleted'
      when old.parent_id is distinct from new.parent_id then 'scope.moved'
      when old.archived_at is null and new.archived_at is not null then 'scope.archived'
      when old.archived_at is not null and new.archived_at is null then 'scope.restored'
      else 'scope.renamed'
    end,
    p_scope_id => v_scope.id,
    p_object_type => v_scope.scope_type,
    p_object_id => v_scope.id::pg_catalog.text,
    p_before => case when tg_op <> 'INSERT' then jsonb_build_object(
      'name', old.name, 'parent_id', old.parent_id, 'archived_at', old.archived_at) end,
    p_after => case when tg_op <> 'DELETE' then jsonb_build_object(
      'name', new.name, 'parent_id', new.parent_id, 'archived_at', new.archived_at) end,
    p_alters_access => tg_op <> 'DELETE',
    p_sequence_id => coalesce(v_scope.project_id, v_scope.id)
  );
  return null;
end;
$function$;

comment on function "stagedoor"."tg_scopes__record"() is 'Queue the event of a scope (F24).

scope.created, renamed, moved, archived, restored or deleted.';

revoke all on function "stagedoor"."tg_scopes__record"() from public;

grant execute on function "stagedoor"."tg_scopes__record"() to "postgres";
