-- Findings: what was counted and logged already, and looks wrong. Each function is that of
-- one rule, and finds for one sweep in one statement, whoever did how much.

create function stagedoor.find_denial_bursts(
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
  -- Reads access_denials, which no request role may. What was asked of scopes that a user
  -- may not know of is counted at none, and so is found at none.
  with asked as (
    select d.user_id, s.organization_id, s.project_id, d.scope_id, d.minute, d.denials
    from stagedoor.access_denials as d
    left join stagedoor.scopes as s on s.id = d.scope_id
    where d.minute > date_trunc('minute', p_since) - p_rule.within and d.minute <= p_until
  ),
  counted as (
    select
      a.user_id, a.organization_id, a.minute,
      -- One project is told, several are their organization's.
      array_agg(distinct coalesce(a.project_id, a.organization_id)) as places,
      sum(a.denials) as denials
    from asked as a
    group by a.user_id, a.organization_id, a.minute
  ),
  windows as (
    select
      c.user_id, c.organization_id, c.minute,
      (c.minute at time zone 'UTC')::pg_catalog.date as day,
      sum(c.denials) over (
        partition by c.user_id, c.organization_id order by c.minute
        range between p_rule.within - interval '1 minute' preceding and current row
      ) as denials
    from counted as c
  ),
  bursts as (
    select distinct on (w.user_id, w.organization_id, w.day) w.*
    from windows as w
    where w.denials > p_rule.threshold and w.minute >= date_trunc('minute', p_since)
    order by w.user_id, w.organization_id, w.day, w.denials desc, w.minute
  )
  select
    case when place.count = 1 then place.id else b.organization_id end,
    b.user_id, '', b.minute,
    jsonb_build_object('denials', b.denials, 'usual_a_day', usual.denials)
  from bursts as b
  cross join lateral (
    select count(distinct p.id), (array_agg(p.id))[1] as id
    from counted as c
    cross join lateral unnest(c.places) as p (id)
    where c.user_id = b.user_id
      and c.organization_id is not distinct from b.organization_id
      and c.minute > b.minute - p_rule.within and c.minute <= b.minute
  ) as place
  cross join lateral (
    select percentile_cont(0.5) within group (order by coalesce(d.denials, 0)) as denials
    from generate_series(1, 14) as ago (days)
    left join (
      select
        (d.minute at time zone 'UTC')::pg_catalog.date as day,
        sum(d.denials)::double precision as denials
      from stagedoor.access_denials as d
      where d.user_id = b.user_id
        and d.minute >= (b.day - 14)::pg_catalog.timestamp at time zone 'UTC'
        and d.minute < b.day::pg_catalog.timestamp at time zone 'UTC'
      group by 1
    ) as d on d.day = b.day - ago.days
  ) as usual
  where b.denials > p_rule.factor * usual.denials
$$;

comment on function stagedoor.find_denial_bursts is
'Who was refused far more than on a usual day (F89).

More than the threshold within the time of the rule, and more than its factor times the
median of the account''s last 14 days.';

create function stagedoor.find_failed_codes(
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
  -- Reads the access log, of which a request sees its own part only.
  with windows as (
    select
      l.scope_id, l.user_id, l.resource_type, l.timestamp, w.subject,
      sum(l.times) over (
        partition by w.subject, l.scope_id, l.resource_type order by l.timestamp
        range between p_rule.within preceding and current row
      ) as failures
    from stagedoor.access_log as l
    cross join lateral stagedoor.log_subject(l.user_id, l.ip_address) as w (subject)
    where l.refused is not null
      and l.refused <> 'client_not_allowed'
      and l.timestamp > p_since - p_rule.within
      and l.timestamp <= p_until
  )
  select distinct on (
    w.scope_id, w.user_id, w.resource_type,
    (w.timestamp at time zone 'UTC')::pg_catalog.date)
    w.scope_id, w.user_id, w.resource_type, w.timestamp,
    jsonb_build_object('failures', w.failures) || case when w.user_id is null
      then jsonb_build_object('personal', jsonb_build_object('network', w.subject))
      else '{}' end
  from windows as w
  where w.failures >= p_rule.threshold and w.timestamp > p_since
  order by
    w.scope_id, w.user_id, w.resource_type,
    (w.timestamp at time zone 'UTC')::pg_catalog.date,
    w.failures desc, w.timestamp
$$;

comment on function stagedoor.find_failed_codes is
'Who failed at a secret often, within the time of the rule (F89).

By user, and by address where nobody is signed in.';

create function stagedoor.find_lockouts(
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
  -- Reads the access log, of which a request sees its own part only.
  select
    l.scope_id, l.user_id, l.resource_type, min(l.timestamp),
    jsonb_build_object('secret', upper(l.resource_type), 'refusals', sum(l.times))
  from stagedoor.access_log as l
  where l.refused in ('locked_out', 'too_many_tries')
    and l.timestamp > p_since
    and l.timestamp <= p_until
  group by
    l.scope_id, l.user_id, l.resource_type,
    (l.timestamp at time zone 'UTC')::pg_catalog.date
  having sum(l.times) >= p_rule.threshold
$$;

comment on function stagedoor.find_lockouts is
'Who tried a secret until they were locked out (F89).';

create function stagedoor.find_app_tokens(
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
  -- Reads what was refused and logged, of which a request sees its own part only. Told
  -- where the user works: a token of theirs is in other hands.
  with uses as (
    select d.user_id, '' as client_id, d.minute as at, d.denials as uses
    from stagedoor.access_denials as d
    where d.reason = 'client_not_allowed'
      and d.minute >= date_trunc('minute', p_since)
      and d.minute <= p_until
    union all
    select l.user_id, l.client_id, l.timestamp, l.times
    from stagedoor.access_log as l
    where l.client_id is not null
      and l.user_id is not null
      and l.timestamp > p_since
      and l.timestamp <= p_until
  ),
  used as (
    select u.user_id, u.client_id, min(u.at) as at, sum(u.uses) as uses
    from uses as u
    group by u.user_id, u.client_id, (u.at at time zone 'UTC')::pg_catalog.date
  )
  select
    place.id, u.user_id, left(u.client_id, 200), u.at,
    jsonb_build_object('client_id', nullif(u.client_id, ''), 'uses', u.uses)
  from used as u
  left join lateral (
    select distinct s.organization_id
    from stagedoor.live_accesses as a
    join stagedoor.scopes as s on s.id = a.scope_id
    where a.user_id = u.user_id
  ) as place (id) on true
  where u.uses >= p_rule.threshold
$$;

comment on function stagedoor.find_app_tokens is
'Whose token an app used (F89, F131).

Told to the organizations where they work, as far as calls noted it: authorize and what the
access log holds.';

insert into stagedoor.alert_rules
  (rule_key, description, threshold, within, factor, found_by)
values
  ('app_token_used',
    'An app acted with the token of a user.', 1, null, null, 'stagedoor.find_app_tokens'),
  ('denial_burst',
    'A user was refused more than the threshold within ten minutes, and more than the '
    'factor times their own median day of the last 14.', 20, '10 minutes', 3,
    'stagedoor.find_denial_bursts'),
  ('failed_codes',
    'Attempts at secrets failed many times within an hour.', 10, '1 hour', null,
    'stagedoor.find_failed_codes'),
  ('secret_lockout',
    'Somebody tried a secret until they were locked out.', 1, null, null,
    'stagedoor.find_lockouts');

-- Privileges. For the sweeper only.

revoke all on function
  stagedoor.find_denial_bursts,
  stagedoor.find_failed_codes,
  stagedoor.find_lockouts,
  stagedoor.find_app_tokens
from public, anon, authenticated, service_role;
