-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.list_accesses (
  p_scope_id uuid,
  p_limit    integer default 100,
  p_after    uuid    default null::uuid
)
  returns table (
    access_id      uuid,
    user_id        uuid,
    email          text,
    fullname_first text,
    fullname_last  text,
    scope_id       uuid,
    scope_name     text,
    grant_type     text,
    grant_key      text,
    status         text,
    state          text,
    valid_from     timestamp with time zone,
    valid_until    timestamp with time zone,
    granted_by     uuid,
    granted_at     timestamp with time zone,
    reason         text,
    revoked_by     uuid,
    revoked_at     timestamp with time zone,
    revoke_reason  text,
    delegated_from uuid
  )
  language plpgsql
  stable
  security definer
  set search_path to ''
  AS $function$
-- Reads the accesses of a scope after asking for access:view.
declare
  v_now    pg_catalog.timestamptz := stagedoor.instant();
  v_scopes pg_catalog.uuid[];
begin
  perform stagedoor.check_limit(p_limit);
  perform stagedoor.enforce('access:view', p_scope_id);
  v_scopes := stagedoor.scopes_listed('access:view', p_scope_id);

  return query
  select
    a.id, a.user_id, coalesce(u.email, i.email), u.fullname_first, u.fullname_last,
    s.id, s.name, a.grant_type,
    coalesce(
      (select r.role_key from stagedoor.permission_roles as r where r.id = a.grant_id),
      (select p.permission_key from stagedoor.permissions as p where p.id = a.grant_id)),
    a.status, stagedoor.access_state(a.status, a.valid_from, a.valid_until, v_now),
    a.valid_from, a.valid_until, a.granted_by, a.granted_at, a.reason, a.revoked_by,
    a.revoked_at, a.revoke_reason, a.delegated_from
  from stagedoor.scopes as s
  join stagedoor.user_accesses as a on a.scope_id = s.id
  left join stagedoor.user_accounts as u on u.id = a.user_id
  left join stagedoor.invitations as i on i.access_id = a.id and a.user_id is null
  where s.id = any (v_scopes)
    and (p_after is null or a.id > p_after)
  order by a.id
  limit p_limit;
end;
$function$;

comment on function "stagedoor"."list_accesses"(uuid, integer, uuid) is
  'Implementation of public.list_accesses.';

revoke all on function "stagedoor"."list_accesses"(uuid, integer, uuid) from public;

grant execute
  on function "stagedoor"."list_accesses"(uuid, integer, uuid)
  to "authenticated", "postgres";
