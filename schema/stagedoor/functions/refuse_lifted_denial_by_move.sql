-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.refuse_lifted_denial_by_move (
  p_scope  stagedoor.scopes,
  p_parent stagedoor.scopes
)
  returns void
  language plpgsql
  stable
  security definer
  set search_path to ''
  AS $function$
-- Reads the accesses of anybody. Asked before the move: behind it, what the mover holds
-- above the old place does not count.
declare
  v_caller  pg_catalog.uuid := stagedoor.caller_id();
  v_missing pg_catalog.text[];
begin
  select array_agg(distinct p.permission_key order by p.permission_key) into v_missing
  from stagedoor.denials_left_behind(p_scope, p_parent) as d
  join stagedoor.permissions as p on p.permission_key = d.key
  where d.user_id <> v_caller
    -- Who will hold it there when nothing denies it.
    and exists (
      select
      from stagedoor.user_accesses as a
      join stagedoor.scopes as at on at.id = a.scope_id
      join stagedoor.grant_targets as t on t.id = a.grant_id
      where a.user_id = d.user_id
        and a.status = 'Active'
        and (p_scope.id = any (at.path) or a.scope_id = any (p_parent.path))
        and d.key = any (t.allow_keys || t.own_keys || t.locked_keys)
    )
    and stagedoor.keys_not_held(v_caller, p_scope.id, p.id) <> '{}';
  if v_missing is not null and not stagedoor.can('access:escalate', p_scope.id) then
    perform stagedoor.raise_denied('access:escalate',
      'It denies what you do not hold: ' || array_to_string(v_missing, ', '));
  end if;
end;
$function$;

comment on function
  "stagedoor"."refuse_lifted_denial_by_move"(stagedoor.scopes, stagedoor.scopes) is
  'Refuse a move that lifts a denial of what the mover does not hold.

Raises 42501 (F94).';

revoke all
  on function "stagedoor"."refuse_lifted_denial_by_move"(stagedoor.scopes, stagedoor.scopes)
  from public;

grant execute
  on function "stagedoor"."refuse_lifted_denial_by_move"(stagedoor.scopes, stagedoor.scopes)
  to "postgres";
