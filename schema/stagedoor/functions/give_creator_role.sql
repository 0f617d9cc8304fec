-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.give_creator_role (
  p_user_id     uuid,
  p_scope       stagedoor.scopes,
  p_grant_id    uuid,
  p_valid_until timestamp with time zone default null::timestamp with time zone
)
  returns uuid
  language sql
  security definer
  set search_path to ''
  AS $function$
  -- Writes user_accesses. Called by definers that have checked what they give.
  insert into stagedoor.user_accesses
    (user_id, scope_type, scope_id, grant_type, grant_id, valid_until, granted_by, reason)
  select
    p_user_id, p_scope.scope_type, p_scope.id, t.grant_type, t.id, p_valid_until,
    stagedoor.caller_id(), 'creator'
  from stagedoor.grant_targets as t
  where t.id = p_grant_id
  returning id
$function$;

comment on function "stagedoor"."give_creator_role"(uuid, stagedoor.scopes, uuid, timestamp
  with time zone) is 'Give the creator of a scope their first access in it.';

revoke all
  on function "stagedoor"."give_creator_role"(uuid, stagedoor.scopes, uuid, timestamp
    with time zone)
  from public;

grant execute
  on function "stagedoor"."give_creator_role"(uuid, stagedoor.scopes, uuid, timestamp
    with time zone)
  to "postgres";
