-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.is_elevated_now (
  p_project_id uuid,
  p_user_id    uuid default null::uuid
)
  returns boolean
  language plpgsql
  stable
  security definer
  set search_path to ''
  AS $function$
-- Reads elevations and sessions, which no request role may.
declare
  v_caller pg_catalog.uuid := stagedoor.caller_id();
begin
  if coalesce(p_user_id, v_caller) is distinct from v_caller then
    perform stagedoor.enforce('access:view', p_project_id);
  end if;
  return stagedoor.account_is_live(coalesce(p_user_id, v_caller)) and exists (
    select
    from stagedoor.scopes as s
    join stagedoor.elevations as e on e.scope_id = any (s.path)
    where s.id = p_project_id
      and e.user_id = coalesce(p_user_id, v_caller)
      -- Of oneself, this session; of another, any.
      and (p_user_id is distinct from v_caller and p_user_id is not null
        or e.session_id = stagedoor.session_id())
      and e.ended_at is null
      and e.started_at <= stagedoor.instant()
      and e.ends_at > stagedoor.instant()
      and stagedoor.session_is_alive(e.user_id, e.session_id)
  );
end;
$function$;

comment on function "stagedoor_studio"."is_elevated_now"(uuid, uuid) is
  'Implementation of public.is_elevated_now.';

revoke all on function "stagedoor_studio"."is_elevated_now"(uuid, uuid) from public;

grant execute
  on function "stagedoor_studio"."is_elevated_now"(uuid, uuid)
  to "authenticated", "postgres";
