-- Habits: what each account usually does, learned from the access log, and what is unusual
-- by its own measure (F92).
--
-- Four traits of a line are counted for its account: the hour of the week, the network, the
-- kind of thing and the act. How surprising a line is follows from how seldom its values
-- were, and whether that is much from the scores that the account's own lines had before.
-- Nobody is compared with anybody else, and nothing leaves the database.

create table stagedoor.account_habits (
  user_id uuid             not null,
  trait   text             not null,
  value   text             not null,
  uses    double precision not null,
  used_at timestamptz      not null,

  constraint account_habits_pkey
    primary key (user_id, trait, value),
  constraint account_habits_user_id_fkey
    foreign key (user_id) references stagedoor.user_accounts (id)
    on update cascade on delete cascade,
  constraint account_habits_trait_known_check
    check (trait in ('hour', 'network', 'resource', 'action'))
)
-- Each sweep rewrites rows in place.
with (fillfactor = 70);

comment on table stagedoor.account_habits is
'How often each account did what, from where and when (F92).

Personal: it goes with a person who is erased, and after access_log_retention_days.';
comment on column stagedoor.account_habits.value is
'The hour of the week in UTC, from 0 on Monday; the address or /64; the type; the act.';
comment on column stagedoor.account_habits.uses is
'How often, as of used_at. It halves with every habit_half_life_days.';

create table stagedoor.account_scores (
  user_id uuid     not null,
  score   smallint not null,
  lines   bigint   not null,

  constraint account_scores_pkey
    primary key (user_id, score),
  constraint account_scores_user_id_fkey
    foreign key (user_id) references stagedoor.user_accounts (id)
    on update cascade on delete cascade
)
with (fillfactor = 70);

comment on table stagedoor.account_scores is
'How surprising the lines of each account were, as a histogram (F92).';
comment on column stagedoor.account_scores.score is
'Quarters of a bit.';

insert into stagedoor.settings (key, value, description) values
  ('habit_half_life_days', '60',
    'After how many days what an account used to do counts half (F92).');

-- Both are raised by learn_habits, which reads each line once.
insert into stagedoor.alert_rules (rule_key, description, threshold, factor) values
  ('new_address',
    'An account that has at least as many lines as the threshold was used from a network '
    'that it never used before.', 20, null),
  ('unusual_activity',
    'A line of the access log is more surprising than the percentile of its account''s own '
    'lines that the factor says, once as many as the threshold are known.', 300, 99.9);

create table stagedoor.alert_sweeps (
  rule_key    text        not null,
  swept_until timestamptz,

  constraint alert_sweeps_pkey
    primary key (rule_key),
  constraint alert_sweeps_rule_key_fkey
    foreign key (rule_key) references stagedoor.alert_rules (rule_key)
    on update cascade on delete cascade
);

comment on table stagedoor.alert_sweeps is
'Until when sweep_alerts has looked for what a rule finds (F89).

Apart from the rules, which people change: its rows are what sweepers take turns at.';

create function stagedoor.learn_habits(
  p_lines integer, out lines_learned integer, out alerts_raised integer
)
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads the access log and writes what follows from it, which no request role may.
declare
  v_half_life constant double precision :=
    86400.0 * stagedoor.setting_number('habit_half_life_days', 60);
  v_now       constant pg_catalog.timestamptz := stagedoor.instant();
  v_unusual   stagedoor.alert_rules;
  v_new       stagedoor.alert_rules;
  v_ids       bigint[];
  v_line      pg_catalog.record;
begin
  select r.* into v_unusual
  from stagedoor.alert_rules as r where r.rule_key = 'unusual_activity';
  select r.* into v_new from stagedoor.alert_rules as r where r.rule_key = 'new_address';

  -- The oldest lines, of four hours at the most: they are scored by what was known before.
  with oldest as (
    select q.logged_at, q.access_log_id
    from stagedoor.access_log_queue as q
    where q.logged_at < (
      select min(q.logged_at) from stagedoor.access_log_queue as q) + interval '4 hours'
    order by q.logged_at, q.access_log_id
    limit p_lines
    for update skip locked
  ),
  taken as (
    delete from stagedoor.access_log_queue as q
    using oldest as o
    where q.logged_at = o.logged_at and q.access_log_id = o.access_log_id
    returning q.access_log_id as id
  )
  select array_agg(t.id) into v_ids from taken as t;
  lines_learned := coalesce(cardinality(v_ids), 0);
  alerts_raised := 0;

  for v_line in
    with lines as materialized (
      select
        l.id, l.user_id, l.scope_id, l.timestamp, l.resource_type, l.action,
        stagedoor.log_subject(null, l.ip_address) as network
      from stagedoor.access_log as l
      where l.id = any (v_ids)
        and l.user_id is not null
        and l.refused is null
        and l.client_id is null
    ),
    traits as (
      select l.*, t.trait, t.value
      from lines as l
      cross join lateral (values
        ('hour', (
          extract(isodow from l.timestamp at time zone 'UTC')::integer * 24 - 24
          + extract(hour from l.timestamp at time zone 'UTC')::integer)::pg_catalog.text),
        ('network', l.network),
        ('resource', l.resource_type),
        ('action', l.action)
      ) as t (trait, value)
    ),
    -- Line by line, each by the index: the planner expects a line or two, and would compare
    -- all lines with what is known of all accounts.
    scored as (
      select
        t.id, t.user_id, t.scope_id, t.timestamp, t.resource_type, t.action, t.network,
        -- Half a use for each value, and for one that was never seen.
        least(floor(4 / ln(2::double precision) * sum(
          ln((k.all_uses + 0.5 * (k.variety + 1)) / (k.uses + 0.5)))),
          1000)::smallint as score,
        max(k.all_uses) as known,
        bool_or(t.trait = 'network' and t.value <> 'unknown' and not k.is_known) as is_new
      from traits as t
      cross join lateral (
        select
          count(*) as variety, coalesce(sum(h.uses), 0) as all_uses,
          coalesce(sum(h.uses) filter (where h.value = t.value), 0) as uses,
          coalesce(bool_or(h.value = t.value), false) as is_known
        from (
          select h.value, h.uses * power(0.5, greatest(extract(
            epoch from v_now - h.used_at)::double precision, 0) / v_half_life) as uses
          from stagedoor.account_habits as h
          where h.user_id = t.user_id and h.trait = t.trait
        ) as h
      ) as k
      group by
        t.id, t.user_id, t.scope_id, t.timestamp, t.resource_type, t.action, t.network
    ),
    judged as (
      select
        s.id, s.user_id, s.scope_id, s.timestamp, s.resource_type, s.action, s.network,
        s.score, m.score as usual,
        s.known >= v_unusual.threshold as is_scored,
        s.known >= v_unusual.threshold
          and m.lines >= v_unusual.threshold
          and s.score > m.score as is_unusual,
        case when m.lines >= v_unusual.threshold then m.score + 4 end as limit_above,
        -- The first of its kind that day: the others are known by then.
        s.is_new and s.known >= v_new.threshold and s.id = min(s.id) over (
          partition by s.user_id, s.network, s.scope_id,
            (s.timestamp at time zone 'UTC')::pg_catalog.date) as is_new
      from scored as s
      cross join lateral (
        select max(h.lines) as lines, min(h.score) as score
        from (
          select
            a.score, sum(a.lines) over () as lines,
            sum(a.lines) over (order by a.score) as at_most
          from stagedoor.account_scores as a
          where a.user_id = s.user_id
        ) as h
        where h.at_most >= h.lines * least(v_unusual.factor, 100) / 100
      ) as m
    ),
    learned as (
      insert into stagedoor.account_habits as h (user_id, trait, value, uses, used_at)
      select t.user_id, t.trait, t.value, count(*), max(t.timestamp)
      from traits as t
      group by t.user_id, t.trait, t.value
      order by t.user_id, t.trait, t.value
      on conflict on constraint account_habits_pkey do update
      set
        uses = excluded.uses + h.uses * power(0.5, greatest(extract(
          epoch from excluded.used_at - h.used_at)::double precision, 0) / v_half_life),
        used_at = greatest(h.used_at, excluded.used_at)
    ),
    remembered as (
      insert into stagedoor.account_scores as s (user_id, score, lines)
      -- An outlier moves the measure by a bit at most, or the next one would be usual.
      select j.user_id, least(j.score, j.limit_above), count(*)
      from judged as j
      where j.is_scored
      group by 1, 2
      order by 1, 2
      on conflict on constraint account_scores_pkey do update
      set lines = s.lines + excluded.lines
    )
    select j.* from judged as j where j.is_unusual or j.is_new order by j.id
  loop
    if v_line.is_unusual then
      alerts_raised := alerts_raised + stagedoor.raise_alert(
        v_line.scope_id, 'unusual_activity', v_line.user_id,
        jsonb_build_object(
          'access_log_id', v_line.id, 'score', round(v_line.score / 4.0, 2),
          'usual', round(v_line.usual / 4.0, 2),
          'personal', jsonb_build_object('network', v_line.network)),
        format('%s.%s', v_line.resource_type, v_line.action), v_line.timestamp)::integer;
    end if;
    if v_line.is_new then
      alerts_raised := alerts_raised + stagedoor.raise_alert(
        v_line.scope_id, 'new_address', v_line.user_id,
        jsonb_build_object(
          'access_log_id', v_line.id,
          'personal', jsonb_build_object('network', v_line.network)),
        -- The address is nothing to keep for good, nor is a hash: there are few to try.
        'line ' || v_line.id, v_line.timestamp)::integer;
    end if;
  end loop;
end;
$$;

comment on function stagedoor.learn_habits is
'Learn from new lines of the access log, and alert to unusual ones (F92).

At most p_lines of them, the oldest first; how many, 0 where none are left. A line is
surprising by the sum, over its traits, of minus the logarithm of how often the account did
that before. Each line is read once, in the transaction that takes it out of the queue.';

create function stagedoor.sweep_alerts(p_lines integer default 50000)
returns integer
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads what was counted and logged, and writes alerts, which no request role may.
declare
  -- What was counted in a transaction that committed late is seen by the next sweep.
  -- Looking twice raises nothing twice.
  c_margin constant interval := '15 minutes';
  c_batch  constant integer := 2000;
  v_rule   stagedoor.alert_rules;
  v_since  pg_catalog.timestamptz;
  v_raised integer := 0;
  v_found  integer;
  v_left   integer := p_lines;
  v_batch  pg_catalog.record;
begin
  insert into stagedoor.alert_sweeps (rule_key)
  select r.rule_key from stagedoor.alert_rules as r
  order by r.rule_key
  on conflict do nothing;

  for v_rule in
    select r.*
    from stagedoor.alert_sweeps as s
    join stagedoor.alert_rules as r on r.rule_key = s.rule_key
    where r.is_active and r.found_by is not null
    order by r.rule_key
    -- Another sweeper is at it.
    for no key update of s skip locked
  loop
    begin
      select coalesce(s.swept_until - c_margin, stagedoor.instant() - interval '1 day')
      into v_since
      from stagedoor.alert_sweeps as s where s.rule_key = v_rule.rule_key;
      execute format(
        'select count(*) filter (where stagedoor.raise_alert(
           f.scope_id, $1.rule_key, f.subject_id, f.detail, f.cause, f.occurred_at))
         from %I.%I($1, $2, $3) as f',
        split_part(v_rule.found_by, '.', 1), split_part(v_rule.found_by, '.', 2))
      into v_found using v_rule, v_since, stagedoor.instant();
      update stagedoor.alert_sweeps as s
      set swept_until = stagedoor.instant()
      where s.rule_key = v_rule.rule_key;
      v_raised := v_raised + v_found;
    exception
      -- One rule that fails keeps no other from being looked for, and is looked for again.
      when others then
        raise warning 'The alert rule % could not be swept: % (%)',
          v_rule.rule_key, sqlerrm, sqlstate;
    end;
  end loop;

  -- One sweeper learns at a time, or two would score by what neither has learned yet.
  perform from stagedoor.alert_sweeps as s
  where s.rule_key = 'unusual_activity'
  for no key update skip locked;
  if not found then
    return v_raised;
  end if;
  v_found := 0;
  begin
    while v_left > 0 loop
      v_batch := stagedoor.learn_habits(least(v_left, c_batch));
      exit when v_batch.lines_learned = 0;
      v_left := v_left - v_batch.lines_learned;
      v_found := v_found + v_batch.alerts_raised;
    end loop;
    v_raised := v_raised + v_found;
  exception
    when others then
      raise warning 'Habits could not be learned: % (%)', sqlerrm, sqlstate;
  end;
  return v_raised;
end;
$$;

comment on function stagedoor.sweep_alerts is
'Look for what alert rules find, and learn habits; how many alerts (F89).

For the owner''s schedule, such as pg_cron once a minute. It looks at what has happened
since the last sweep, and at up to p_lines new lines of the access log. Everything in one
transaction: a sweep that is killed has done nothing, and the next one does it. Several at
once take turns by rule.';

alter table stagedoor.account_habits enable row level security;
alter table stagedoor.account_scores enable row level security;
alter table stagedoor.alert_sweeps enable row level security;

-- Privileges. Written and read by definers only, and swept by the owner.

revoke all on function
  stagedoor.learn_habits,
  stagedoor.sweep_alerts
from public, anon, authenticated, service_role;
revoke all on stagedoor.account_habits, stagedoor.account_scores, stagedoor.alert_sweeps
  from public, anon, authenticated, service_role;
