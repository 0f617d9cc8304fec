-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.list_alerts (
  p_scope_id uuid,
  p_limit    integer default 100
)
  returns table (
    alert_id        uuid,
    scope_id        uuid,
    rule_key        text,
    description     text,
    subject_id      uuid,
    detail          jsonb,
    raised_at       timestamp with time zone,
    acknowledged_at timestamp with time zone,
    acknowledged_by uuid,
    note            text
  )
  language plpgsql
  stable
  security definer
  set search_path to ''
  AS $function$
-- Reads alerts after asking for audit:view.
declare
  v_scopes pg_catalog.uuid[];
begin
  perform stagedoor.check_limit(p_limit);
  perform stagedoor.enforce('audit:view', p_scope_id);
  v_scopes := stagedoor.scopes_listed('audit:view', p_scope_id);

  return query
  select
    a.id, a.scope_id, r.rule_key, r.description, a.subject_id, a.detail, a.raised_at,
    a.acknowledged_at, a.acknowledged_by, a.note
  from stagedoor.scopes as s
  join stagedoor.alerts as a on a.scope_id = s.id
  join stagedoor.alert_rules as r on r.rule_key = a.rule_key
  where s.id = any (v_scopes)
  -- What is open comes first.
  order by a.acknowledged_at is not null, a.raised_at desc, a.id
  limit p_limit;
end;
$function$;

comment on function "stagedoor"."list_alerts"(uuid, integer) is 'Implementation of public.list_alerts.';

revoke all on function "stagedoor"."list_alerts"(uuid, integer) from public;

grant execute
  on function "stagedoor"."list_alerts"(uuid, integer)
  to "authenticated", "postgres";
