-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.refuse_undenying (
  p_user_id  uuid,
  p_scope_id uuid,
  p_keys     text[]
)
  returns void
  language plpgsql
  stable
  security definer
  set search_path to ''
  AS $function$
-- Reads the accesses of anybody. Called after an access that denied something was closed.
declare
  v_regained text[];
begin
  select array(
    select k from unnest(f.held_keys) as k where k = any (p_keys)
  ) into v_regained
  from stagedoor.fold_keys(p_user_id, p_scope_id, null, 'aal2', stagedoor.instant()) as f;
  if cardinality(v_regained) > 0 then
    perform stagedoor.deny('access:revoke',
      'It denies you: ' || array_to_string(v_regained, ', '));
  end if;
end;
$function$;

comment on function "stagedoor"."refuse_undenying"(uuid, uuid, text[]) is
  'Raise 42501 where somebody would free themselves of a denial (F50).';

revoke all on function "stagedoor"."refuse_undenying"(uuid, uuid, text[]) from public;

grant execute on function "stagedoor"."refuse_undenying"(uuid, uuid, text[]) to "postgres";
