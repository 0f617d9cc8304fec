-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.list_my_delegations()
  returns table (
    access_id      uuid,
    direction      text,
    user_id        uuid,
    fullname_first text,
    fullname_last  text,
    scope_id       uuid,
    scope_name     text,
    permission_key text,
    valid_from     timestamp with time zone,
    valid_until    timestamp with time zone,
    state          text,
    reason         text
  )
  language plpgsql
  stable
  security definer
  set search_path to ''
  AS $function$
-- Reads both sides of a delegation.
declare
  v_user_id pg_catalog.uuid := stagedoor.caller_id();
  v_now     pg_catalog.timestamptz := stagedoor.instant();
begin
  if v_user_id is null or not stagedoor.account_is_live(v_user_id) then
    return;
  end if;

  return query
  select
    a.id,
    case when a.user_id = v_user_id then 'received' else 'given' end,
    other.id, other.fullname_first, other.fullname_last,
    s.id, s.name, p.permission_key, coalesce(a.valid_from, a.granted_at), a.valid_until,
    case own.state
      when 'live' then (
        select d.state from stagedoor.delegation_standing(
          a.id, p.permission_key, a.scope_id) as d)
      else own.state
    end,
    a.reason
  from stagedoor.user_accesses as a
  join stagedoor.user_accesses as source on source.id = a.delegated_from
  join stagedoor.scopes as s on s.id = a.scope_id
  join stagedoor.permissions as p on p.id = a.grant_id
  join stagedoor.user_accounts as other
    on other.id = case when a.user_id = v_user_id then source.user_id else a.user_id end
  cross join lateral (
    select stagedoor.access_state(a.status, a.valid_from, a.valid_until, v_now)
  ) as own (state)
  where v_user_id in (a.user_id, source.user_id)
  order by a.granted_at desc, a.id;
end;
$function$;

comment on function "stagedoor"."list_my_delegations"() is 'Implementation of public.list_my_delegations.';

revoke all on function "stagedoor"."list_my_delegations"() from public;

grant execute on function "stagedoor"."list_my_delegations"() to "authenticated", "postgres";
