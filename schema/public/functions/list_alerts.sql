-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.list_alerts (
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
  set search_path to ''
  AS $function$
begin
  return query select * from stagedoor.list_alerts(p_scope_id, p_limit);
end;
$function$;

comment on function "public"."list_alerts"(uuid, integer) is 'Alerts of a scope: open ones first, newest first (F89).

Those of the departments of a project are included, archived ones too, but for departments
in which the caller does not hold audit:view. Needs audit:view.

Raises:
- 22023: a page of the wrong length.
- 42501: the caller does not hold audit:view there.
- PT404: no such scope, or the caller is no member of it.';

revoke all on function "public"."list_alerts"(uuid, integer) from public;

grant execute
  on function "public"."list_alerts"(uuid, integer)
  to "authenticated", "postgres";
