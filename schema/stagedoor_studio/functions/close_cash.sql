-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.close_cash (
  p_project_id uuid,
  p_day        date,
  p_counted    numeric
)
  returns uuid
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Writes the days that are closed, which no request role may.
declare
  v_elevation_id pg_catalog.uuid;
  v_close        public.cash_closes;
begin
  v_elevation_id :=
    (stagedoor.require_scope('reports:cash_close', p_project_id, 'project')).elevation_id;
  if p_counted is null or p_counted < 0 or round(p_counted, 2) >= 1e12 then
    raise invalid_parameter_value using
      message = 'What was counted is an amount of money, and not negative',
      detail = json_build_object('p_counted', p_counted);
  elsif p_day is null or not isfinite(p_day)
    or p_day > stagedoor_studio.today(p_project_id)
  then
    raise invalid_parameter_value using
      message = 'A till is closed for today or a day before',
      detail = json_build_object('p_day', p_day);
  end if;

  select c.* into v_close
  from public.cash_closes as c
  where c.project_id = p_project_id and c.business_day = p_day;
  if found then
    if v_close.counted = round(p_counted, 2) then
      return v_close.id;
    end if;
    raise unique_violation using
      message = 'The till of that day is closed already',
      detail = json_build_object('error_code', 'TILL_CLOSED', 'counted', v_close.counted);
  end if;

  insert into public.cash_closes (
    project_id, business_day, expected, counted, closed_by, elevation_id
  )
  select
    p_project_id, p_day,
    coalesce(sum(t.amount) filter (where t.method = 'cash' and t.status <> 'voided'), 0),
    p_counted, stagedoor.caller_id(), v_elevation_id
  from public.studio_transactions as t
  where t.project_id = p_project_id and t.business_day = p_day
  returning * into v_close;

  perform stagedoor.record_event(
    p_event => 'till.closed', p_scope_id => p_project_id,
    p_object_type => 'cash_closes', p_object_id => v_close.id::pg_catalog.text,
    p_after => jsonb_build_object(
      'business_day', p_day, 'expected', v_close.expected::pg_catalog.text,
      'counted', v_close.counted::pg_catalog.text),
    p_elevation_id => v_elevation_id);
  return v_close.id;
end;
$function$;

comment on function "stagedoor_studio"."close_cash"(uuid, date, numeric) is
  'Implementation of public.close_cash.';

revoke all on function "stagedoor_studio"."close_cash"(uuid, date, numeric) from public;

grant execute
  on function "stagedoor_studio"."close_cash"(uuid, date, numeric)
  to "authenticated", "postgres";
