-- Alerts of the film part: emergencies at hours at which nobody else is at work.

insert into stagedoor.settings (key, value, description) values
  ('override_hours_from', '7',
    'From this hour on an override is no alert, in the time zone of its production (F89).'),
  ('override_hours_until', '21',
    'The hour from which an override is an alert again (F89).')
on conflict (key) do nothing;

create index emergency_overrides_authorized_at_idx
  on public.emergency_overrides (authorized_at);

create function stagedoor_film.find_late_overrides(
  p_rule stagedoor.alert_rules, p_since timestamptz, p_until timestamptz
)
returns table (
  scope_id uuid, subject_id uuid, cause text, occurred_at timestamptz, detail jsonb
)
language sql
stable
security definer
set search_path = ''
as $$
  -- Reads overrides, of which a request sees its own part only.
  select
    o.project_id, d.user_id, format('%s %s', d.step, o.id), d.at,
    jsonb_build_object('override_id', o.id, 'step', d.step,
      'local_time', to_char(local.time, 'YYYY-MM-DD HH24:MI'))
  from public.emergency_overrides as o
  cross join lateral (values
    ('authorized', o.authorized_by, o.authorized_at),
    ('started', o.requested_by, o.started_at)
  ) as d (step, user_id, at)
  cross join lateral (
    select d.at at time zone stagedoor.scope_time_zone(o.project_id)
  ) as local (time)
  -- It starts within its window, which a constraint holds to a week.
  where o.authorized_at > p_since - interval '8 days'
    and d.at > p_since
    and d.at <= p_until
    and (
      extract(hour from local.time) < stagedoor.setting_number('override_hours_from', 7)
      or extract(hour from local.time)
        >= stagedoor.setting_number('override_hours_until', 21)
    )
$$;

comment on function stagedoor_film.find_late_overrides is
'Which override was authorized or started out of hours (F89).

Before override_hours_from or from override_hours_until on, in the time zone of the
production.';

insert into stagedoor.alert_rules (rule_key, description, found_by) values
  ('override_out_of_hours',
    'An emergency override was authorized or started at night.',
    'stagedoor_film.find_late_overrides')
on conflict do nothing;

-- Privileges. For the sweeper only.

revoke all on function stagedoor_film.find_late_overrides
from public, anon, authenticated, service_role;
