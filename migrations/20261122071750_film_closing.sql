-- Closing a period: what each code had cost by then is frozen.

create function stagedoor_film.close_period(p_project_id uuid, p_ends_on date)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes periods, which no request role may. It holds the production, so that nothing is
-- entered or posted meanwhile.
declare
  v_closed pg_catalog.date;
begin
  perform stagedoor_film.require_production('transaction:approve', p_project_id);
  if p_ends_on is null or not isfinite(p_ends_on)
    or p_ends_on > stagedoor.today_in(p_project_id)
  then
    raise invalid_parameter_value using
      message = 'A period is closed up to today or a day before',
      detail = json_build_object('p_ends_on', p_ends_on);
  end if;
  v_closed := stagedoor_film.closed_until(p_project_id);
  if p_ends_on < v_closed then
    raise check_violation using
      message = format('The period to %s is closed', v_closed),
      detail = json_build_object(
        'error_code', 'PERIOD_CLOSED', 'expected', 'after ' || v_closed,
        'actual', p_ends_on);
  elsif v_closed is null or p_ends_on > v_closed then
    insert into public.cost_periods (project_id, ends_on, closed_by)
    values (p_project_id, p_ends_on, stagedoor.caller_id());
    insert into public.cost_period_rows (
      project_id, ends_on, cost_code_id, currency, budget, this_period, actual, committed,
      to_complete
    )
    select
      p_project_id, p_ends_on, f.cost_code_id, f.currency, f.budget, f.this_period,
      f.actual, f.committed, f.to_complete
    from stagedoor_film.cost_figures(p_project_id, v_closed, p_ends_on) as f;
  end if;

  return jsonb_build_object(
    'ends_on', p_ends_on,
    'rows', (
      select count(*) from public.cost_period_rows as r
      where r.project_id = p_project_id and r.ends_on = p_ends_on
    ),
    'unposted', (
      select count(*) from public.cost_transactions as t
      where t.project_id = p_project_id
        and t.transaction_date <= p_ends_on
        and (t.status = 'submitted' or (t.status = 'signed' and t.kind <> 'order'))
    ));
end;
$$;

comment on function stagedoor_film.close_period is
'Implementation of public.close_period.';

-- Privileges.

revoke all on function stagedoor_film.close_period
from public, anon, authenticated, service_role;
grant execute on function stagedoor_film.close_period to authenticated;
