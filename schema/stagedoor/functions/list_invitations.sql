-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.list_invitations (
  p_scope_id uuid
)
  returns table (
    access_id   uuid,
    email       text,
    scope_id    uuid,
    role_key    text,
    state       text,
    invited_by  uuid,
    created_at  timestamp with time zone,
    expires_at  timestamp with time zone,
    valid_until timestamp with time zone
  )
  language plpgsql
  stable
  security definer
  set search_path to ''
  AS $function$
-- Reads invitations, which no request role may.
declare
  v_now    pg_catalog.timestamptz := stagedoor.instant();
  v_scopes pg_catalog.uuid[];
begin
  perform stagedoor.enforce('access:view', p_scope_id);
  v_scopes := stagedoor.scopes_listed('access:view', p_scope_id);

  return query
  select
    a.id, i.email, a.scope_id, r.role_key,
    case when i.expires_at <= v_now then 'expired' else 'invited' end,
    a.granted_by, i.created_at, i.expires_at, a.valid_until
  from stagedoor.scopes as s
  join stagedoor.user_accesses as a on a.scope_id = s.id and a.status = 'Invited'
  join stagedoor.invitations as i on i.access_id = a.id
  join stagedoor.permission_roles as r on r.id = a.grant_id
  where s.id = any (v_scopes)
  order by i.created_at desc, a.id;
end;
$function$;

comment on function "stagedoor"."list_invitations"(uuid) is 'Implementation of public.list_invitations.';

revoke all on function "stagedoor"."list_invitations"(uuid) from public;

grant execute
  on function "stagedoor"."list_invitations"(uuid)
  to "authenticated", "postgres";
