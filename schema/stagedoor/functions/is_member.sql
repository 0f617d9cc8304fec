-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.is_member (
  p_user_id  uuid,
  p_scope_id uuid
)
  returns boolean
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to ''
  set plan_cache_mode to 'force_generic_plan'
  AS $function$
-- Reads user_accesses and invitations, of which a request sees its own part only.
begin
  return exists (
    select
    from stagedoor.scopes as s
    join stagedoor.user_accesses as a on a.scope_id = any (s.path)
    where s.id = p_scope_id and a.user_id = p_user_id
  )
  or exists (
    select
    from stagedoor.user_accesses as a
    join stagedoor.scopes as s on s.id = a.scope_id
    where a.user_id = p_user_id and p_scope_id = any (s.path)
  )
  or exists (
    select
    from stagedoor.invitations as i
    join stagedoor.user_accesses as a on a.id = i.access_id
    join stagedoor.scopes as invited on invited.id = a.scope_id
    join stagedoor.scopes as asked on asked.id = p_scope_id
    where i.email = stagedoor.confirmed_email(p_user_id)
      and a.user_id is null
      and a.status = 'Invited'
      and (a.scope_id = any (asked.path) or p_scope_id = any (invited.path))
  );
end;
$function$;

comment on function "stagedoor"."is_member"(uuid, uuid) is 'Whether somebody has an access of any status at or near a scope.

At it, above it or below it. An invitation to a confirmed address counts.';

revoke all on function "stagedoor"."is_member"(uuid, uuid) from public;

grant execute on function "stagedoor"."is_member"(uuid, uuid) to "postgres";
