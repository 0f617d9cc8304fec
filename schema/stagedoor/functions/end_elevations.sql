-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.end_elevations (
  p_user_id    uuid,
  p_scope_id   uuid,
  p_reason     text,
  p_session_id uuid default null::uuid
)
  returns integer
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Writes elevations, which no request role may. The callers check who may end whose.
declare
  v_ended integer;
begin
  update stagedoor.elevations as e
  set ended_at = stagedoor.instant(), ended_reason = p_reason
  where e.ended_at is null
    and (p_user_id is null or e.user_id = p_user_id)
    and (p_session_id is null or e.session_id = p_session_id)
    and (p_scope_id is null or exists (
      select from stagedoor.scopes as s
      where s.id = e.scope_id and p_scope_id = any (s.path)
    ));
  get diagnostics v_ended = row_count;
  return v_ended;
end;
$function$;

comment on function "stagedoor"."end_elevations"(uuid, uuid, text, uuid) is
  'End open elevations at a scope and below; how many (F55).

Of one person, or of all where p_user_id is null; likewise for sessions and scopes.';

revoke all on function "stagedoor"."end_elevations"(uuid, uuid, text, uuid) from public;

grant execute on function "stagedoor"."end_elevations"(uuid, uuid, text, uuid) to "postgres";
