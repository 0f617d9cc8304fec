-- Alerts of the film part: emergencies out of hours, in the time zone of the production (F89).
begin;
select plan(12);

-- The cast: Lin is line producer of Alpha, in Los Angeles, Eve its executive producer.
select tests.create_user(name) from unnest(array['sarah', 'lin', 'eve']) as name;
select tests.create_project(p) from unnest(array['Alpha', 'Beta']) as p;
select tests.create_department('Camera', 'Alpha');
select tests.grant_role('lin', 'Alpha', 'line_producer');
select tests.grant_role('eve', 'Alpha', 'executive_producer');
update stagedoor.scopes set time_zone = 'America/Los_Angeles' where name = 'Alpha';
insert into public.productions (project_id, currency, phase, executive_producer_id)
values (tests.project_id('Alpha'), 'USD', 'principal_photography', tests.user_id('eve')),
  (tests.project_id('Beta'), 'USD', 'prep', null);
insert into public.department_prefixes (project_id, prefix, department_id, category)
values (tests.project_id('Alpha'), '3300', tests.scope_id('Camera'), 'below_line');
create function pg_temp.id(p_name text) returns uuid
language sql immutable as $$ select md5('override ' || p_name)::uuid $$;
insert into public.cost_codes (id, project_id, parent_id, code, name, category, kind)
select pg_temp.id(c.code), tests.project_id(c.project), pg_temp.id(c.parent), c.code, c.code,
  c.category, c.kind
from (values
  ('Alpha', '1400', null, 'above_line', 'header'),
  ('Alpha', '1401', '1400', 'above_line', 'account'),
  ('Alpha', '2000', null, 'below_line', 'header'),
  ('Alpha', '2010', '2000', 'below_line', 'account'),
  ('Alpha', '2020', '2000', 'below_line', 'account'),
  ('Alpha', '2500', null, 'below_line', 'account'),
  ('Alpha', '3300', null, 'below_line', 'account'),
  ('Alpha', '6901', null, 'below_line', 'contingency'),
  ('Beta', '9000', null, 'below_line', 'account'),
  ('Beta', '9900', null, 'below_line', 'contingency')
) as c (project, code, parent, category, kind);
-- Below 2000 and in Camera the production lets no line producer sign.
insert into public.cost_policies (project_id, permission_role_id, prefix, category,
  requires_guild_approval, allows_line_producer_edit)
select tests.project_id('Alpha'), tests.role_id('line_producer'), p, 'below_line', false, false
from unnest(array['2000', '3300']) as p;
insert into public.budgets (id, project_id, name, currency, created_by, edited_by)
select pg_temp.id(b.name), tests.project_id(b.project), b.name, b.currency,
  tests.user_id('sarah'), tests.user_id('sarah')
from (values ('dollars', 'Alpha', 'USD'), ('euros', 'Alpha', 'EUR'), ('yen', 'Alpha', 'JPY'),
  ('other', 'Beta', 'USD')) as b (name, project, currency);
insert into public.budget_lines
  (id, project_id, budget_id, cost_code_id, currency, amount, is_contingency)
select pg_temp.id('line ' || l.name), b.project_id, b.id, pg_temp.id(l.code), b.currency,
  10000, l.name like 'reserve%'
from (values ('1401', 'dollars', '1401'), ('2010', 'dollars', '2010'),
  ('2020', 'dollars', '2020'), ('2500', 'dollars', '2500'), ('3300', 'dollars', '3300'),
  ('euros', 'euros', '2010'), ('reserve', 'dollars', '6901'), ('reserve 2', 'dollars', '6901'),
  ('reserve yen', 'yen', '6901'), ('reserve Beta', 'other', '9900'))
  as l (name, budget, code)
join public.budgets as b on b.id = pg_temp.id(l.budget);

-- Asked for, authorized and started at some times in Los Angeles.
create function pg_temp.emergency(p_authorized timestamptz, p_started timestamptz default null)
returns void language plpgsql as $$
declare
  v_id uuid;
begin
  perform tests.freeze_time(p_authorized);
  perform tests.authenticate_as('lin');
  v_id := public.request_override(pg_temp.id('2010'), 'Rain', 720, pg_temp.id('line reserve'), 10);
  perform tests.authenticate_as('eve');
  perform public.authorize_override(v_id);
  if p_started is not null then
    perform tests.freeze_time(p_started);
    perform tests.authenticate_as('lin');
    perform public.start_override(v_id);
  end if;
  perform tests.clear_authentication();
end;
$$;
create function pg_temp.sweeps(p_until timestamptz, p_since timestamptz default null)
returns text language plpgsql as $$
declare
  v_raised text;
begin
  delete from stagedoor.alerts;
  delete from stagedoor.alert_sweeps;
  insert into stagedoor.alert_sweeps (rule_key, swept_until)
  values ('override_out_of_hours',
    coalesce(p_since + interval '15 minutes', p_until - interval '11 hours'));
  perform tests.freeze_time(p_until);
  perform stagedoor.sweep_alerts();
  select coalesce(string_agg(concat_ws(' ', s.name,
    case a.subject_id when tests.user_id('eve') then 'eve' else 'lin' end,
    a.detail ->> 'step', a.detail ->> 'local_time',
    a.cause = concat_ws(' ', a.detail ->> 'step', a.detail ->> 'override_id')), ', '
    order by a.detail ->> 'local_time'), 'nothing')
  into v_raised
  from stagedoor.alerts as a left join stagedoor.scopes as s on s.id = a.scope_id
  where a.rule_key = 'override_out_of_hours';
  delete from stagedoor.alerts;
  return v_raised;
end;
$$;

select pg_temp.emergency('2027-01-11 06:59 America/Los_Angeles', '2027-01-11 07:00 America/Los_Angeles');
select is(pg_temp.sweeps('2027-01-11 07:30 America/Los_Angeles'),
  'Alpha eve authorized 2027-01-11 06:59 t',
  'F89: an override that is authorized at night raises an alert about who authorized it');
select pg_temp.emergency('2027-01-12 20:59 America/Los_Angeles', '2027-01-12 21:00 America/Los_Angeles');
select is(pg_temp.sweeps('2027-01-12 21:30 America/Los_Angeles'),
  'Alpha lin started 2027-01-12 21:00 t',
  'F89: an override that is started at night raises an alert about who started it');
select pg_temp.emergency('2027-01-14 03:00 America/Los_Angeles', '2027-01-14 04:00 America/Los_Angeles');
select is(pg_temp.sweeps('2027-01-14 04:30 America/Los_Angeles'),
  'Alpha eve authorized 2027-01-14 03:00 t, Alpha lin started 2027-01-14 04:00 t',
  'F89: each step of an override is an alert of its own');
select is(pg_temp.sweeps('2027-01-14 04:30 America/Los_Angeles', '2027-01-14 03:00 America/Los_Angeles'),
  'Alpha lin started 2027-01-14 04:00 t', 'an override that was looked at before is no alert');
select is(pg_temp.sweeps('2027-01-14 03:30 America/Los_Angeles'),
  'Alpha eve authorized 2027-01-14 03:00 t', 'a step after the sweep is for the next one');
select is(pg_temp.sweeps('2027-01-14 15:00 America/Los_Angeles', '2027-01-14 04:00 America/Los_Angeles'),
  'nothing', 'a step at the moment from which a sweep looks is not its own');
select pg_temp.emergency('2027-01-18 10:00 America/Los_Angeles', '2027-01-18 20:59 America/Los_Angeles');
select is(pg_temp.sweeps('2027-01-18 21:30 America/Los_Angeles', '2027-01-18 08:00 America/Los_Angeles'),
  'nothing', 'an override by day raises no alert (control)');
update stagedoor.settings set value = '11' where key = 'override_hours_from';
update stagedoor.settings set value = '20' where key = 'override_hours_until';
select is(pg_temp.sweeps('2027-01-18 21:30 America/Los_Angeles', '2027-01-18 08:00 America/Los_Angeles'),
  'Alpha eve authorized 2027-01-18 10:00 t, Alpha lin started 2027-01-18 20:59 t',
  'the hours are those of the settings');
update stagedoor.scopes set time_zone = null where name = 'Alpha';
select is(pg_temp.sweeps('2027-01-18 21:30 America/Los_Angeles', '2027-01-18 08:00 America/Los_Angeles'),
  'Alpha lin started 2027-01-19 04:59 t', 'without a time zone hours are those of UTC');
update stagedoor.alert_rules set is_active = false where rule_key = 'override_out_of_hours';
select is(pg_temp.sweeps('2027-01-18 21:30 America/Los_Angeles', '2027-01-18 08:00 America/Los_Angeles'),
  'nothing', 'a rule that is switched off finds no override');
update stagedoor.alert_rules set is_active = true where rule_key = 'override_out_of_hours';
update public.emergency_overrides set status = status;
select pg_temp.emergency('2027-02-01 01:00 UTC', '2027-02-01 03:00 UTC');
select is(pg_temp.sweeps('2027-02-01 03:30 UTC'),
  'Alpha eve authorized 2027-02-01 01:00 t, Alpha lin started 2027-02-01 03:00 t',
  'both steps of an override at night in UTC are alerts (control)');
select is(pg_temp.sweeps('2027-02-20 03:30 UTC'), 'nothing', 'an old override is no alert anew');

select * from finish();
rollback;
