-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.refuse_lifted_denial_by_role (
  p_role_id uuid,
  p_keys    text[]
)
  returns void
  language plpgsql
  stable
  security definer
  set search_path to ''
  AS $function$
-- Reads where the caller holds the role. Called after it has stopped denying these keys.
begin
  perform stagedoor.refuse_lifted_denial(
    stagedoor.caller_id(),
    array(select a.scope_id from stagedoor.my_accesses_by(p_role_id) as a),
    p_keys);
end;
$function$;

comment on function "stagedoor"."refuse_lifted_denial_by_role"(uuid, text[]) is
  'Refuse to free oneself of what a role denies.

Raises 42501.';

revoke all on function "stagedoor"."refuse_lifted_denial_by_role"(uuid, text[]) from public;

grant execute
  on function "stagedoor"."refuse_lifted_denial_by_role"(uuid, text[])
  to "postgres";
