-- Alerts of the theatre part: shares that many open, and relationships that change a lot (F89).
begin;
select plan(16);

-- The cast: Ada owns Book, which is in Play, and shares it with Ned; she manages eleven people.
select tests.create_user(name) from unnest(array['ada', 'ned', 'bea']) as name;
select tests.create_user('crew ' || n) from generate_series(1, 11) as n;
select tests.freeze_time('2027-03-10 12:00+00');
create temporary table made (name text, id uuid);
grant all on made to public;
create function pg_temp.id(p_name text) returns uuid
language sql stable as $$ select m.id from made as m where m.name = p_name $$;
select tests.authenticate_as('ada');
insert into made select 'play', public.create_show('Play');
with s as (insert into public.scripts (title) values ('Book') returning id)
insert into made select 'book', id from s;
insert into public.show_scripts values (pg_temp.id('play'), pg_temp.id('book'));
insert into made
select 'share', (public.create_script_share(
  pg_temp.id('book'), p_shared_with_user_id => tests.user_id('ned')) ->> 'share_id')::uuid;
insert into made
select 'other', (public.create_script_share(pg_temp.id('book')) ->> 'share_id')::uuid;
select tests.clear_authentication();
insert into stagedoor.alert_sweeps (rule_key, swept_until)
select r.rule_key, stagedoor.instant() - interval '5 minutes' from stagedoor.alert_rules as r;

create function pg_temp.opened(p_n integer, p_ago interval default '0', p_share text default 'share',
  p_ip text default '203.0.113.%s', p_is_ok boolean default true) returns void language sql as $$
  insert into public.share_accesses (share_id, accessed_at, is_ok, reason, client_ip)
  select pg_temp.id(p_share), stagedoor.instant() - p_ago, p_is_ok,
    case when not p_is_ok then 'expired' end, format(p_ip, n)
  from generate_series(1, p_n) as n
$$;
create function pg_temp.sweeps(p_rule text) returns text language plpgsql as $$
declare
  v_raised text;
begin
  delete from stagedoor.alerts;
  perform stagedoor.sweep_alerts();
  select coalesce(string_agg(concat_ws(' ', s.name, a.subject_id = tests.user_id('ned'),
    a.subject_id = tests.user_id('ada'), nullif(a.cause, ''), a.detail), ', '), 'nothing') into v_raised
  from stagedoor.alerts as a left join stagedoor.scopes as s on s.id = a.scope_id
  where a.rule_key = p_rule;
  delete from public.share_accesses;
  update stagedoor.alert_sweeps set swept_until = stagedoor.instant() - interval '5 minutes';
  return v_raised;
end;
$$;

-- a share from many addresses -----------------------------------------------------------------
select pg_temp.opened(3, '23 hours'), pg_temp.opened(6);
select is(pg_temp.sweeps('share_addresses'),
  format('Play t f %s %s', pg_temp.id('share'),
    jsonb_build_object('share_id', pg_temp.id('share'), 'addresses', 6)),
  'F89: a share that is opened from six addresses within a day raises an alert in its show');
select pg_temp.opened(5, '0'), pg_temp.opened(5, '1 minute');
select is(pg_temp.sweeps('share_addresses'), 'nothing', 'a share from five addresses raises no alert');
select pg_temp.opened(1, '23 hours', p_ip => '198.51.100.1'), pg_temp.opened(5);
select isnt(pg_temp.sweeps('share_addresses'), 'nothing',
  'addresses of the same day are added up (control)');
select pg_temp.opened(1, '24 hours', p_ip => '198.51.100.1'), pg_temp.opened(5);
select is(pg_temp.sweeps('share_addresses'), 'nothing', 'addresses of a day ago are not added up');
select pg_temp.opened(3), pg_temp.opened(3, p_share => 'other', p_ip => '198.51.100.%s');
select is(pg_temp.sweeps('share_addresses'), 'nothing', 'addresses of two shares are not added up');
select pg_temp.opened(9, p_ip => '2001:db8::%s');
select is(pg_temp.sweeps('share_addresses'), 'nothing', 'one /64 is one address');
select pg_temp.opened(5), pg_temp.opened(9, p_ip => '198.51.100.%s', p_is_ok => false);
select is(pg_temp.sweeps('share_addresses'), 'nothing', 'a refused opening is none');
select pg_temp.opened(9, p_is_ok => false), pg_temp.opened(9, '21 minutes'), pg_temp.opened(9, '-1 minute');
select is(pg_temp.sweeps('share_addresses'), 'nothing',
  'openings before and after the time of a sweep are not its own');
update stagedoor.alert_rules set threshold = 2, within = '1 hour' where rule_key = 'share_addresses';
select pg_temp.opened(1, '59 minutes'), pg_temp.opened(1, p_ip => '198.51.100.1');
select isnt(pg_temp.sweeps('share_addresses'), 'nothing',
  'the thresholds of a share''s addresses are those of their row');

-- relationships ---------------------------------------------------------------------------------
create function pg_temp.relates(p_from integer, p_to integer, p_ago interval default '0')
returns void language plpgsql as $$
declare
  v_now timestamptz := stagedoor.instant();
begin
  -- The moment of a change is the trigger's to write.
  perform tests.freeze_time(v_now - p_ago);
  insert into public.crew_relationships (manager_user_id, crew_user_id)
  select tests.user_id('ada'), tests.user_id('crew ' || n) from generate_series(p_from, p_to) as n
  on conflict (manager_user_id, crew_user_id) do update set notes = 'changed';
  perform tests.freeze_time(v_now);
end;
$$;
select pg_temp.relates(1, 9);
select is(pg_temp.sweeps('crew_changes'), 'nothing', 'nine changes of relationships raise no alert');
select pg_temp.relates(10, 10);
select is(pg_temp.sweeps('crew_changes'), 'f t {"relationships": 10}',
  'F89: ten changes of the relationships of one person within a day raise an alert of no scope');
select tests.freeze_time('2027-03-12 12:00+00');
select pg_temp.relates(1, 1, '24 hours'), pg_temp.relates(2, 10);
update stagedoor.alert_sweeps set swept_until = stagedoor.instant() - interval '5 minutes';
select is(pg_temp.sweeps('crew_changes'), 'nothing', 'changes of a day ago are not added up');
select pg_temp.relates(1, 1, '23 hours');
select is(pg_temp.sweeps('crew_changes'), 'f t {"relationships": 10}',
  'changes of the same day are added up (control)');
select tests.freeze_time('2027-03-14 12:00+00');
select pg_temp.relates(1, 11, '21 minutes');
update stagedoor.alert_sweeps set swept_until = stagedoor.instant() - interval '5 minutes';
select is(pg_temp.sweeps('crew_changes'), 'nothing', 'changes before the time of a sweep are not its own');
select tests.freeze_time('2027-03-16 12:00+00');
select pg_temp.relates(1, 11, '-1 minute');
update stagedoor.alert_sweeps set swept_until = stagedoor.instant() - interval '5 minutes';
select is(pg_temp.sweeps('crew_changes'), 'nothing', 'changes after the time of a sweep are not its own');
update stagedoor.alert_rules set threshold = 1, within = '1 hour' where rule_key = 'crew_changes';
select tests.freeze_time('2027-03-18 12:00+00');
insert into public.crew_relationships (manager_user_id, crew_user_id)
values (tests.user_id('bea'), tests.user_id('ned'));
update stagedoor.alert_sweeps set swept_until = stagedoor.instant() - interval '5 minutes';
select pg_temp.sweeps('crew_changes');
select set_eq($$ select a.subject_id from stagedoor.alerts as a $$,
  array[tests.user_id('bea'), tests.user_id('ned')],
  'F89: both sides of a relationship are told, by the threshold of the row');

select * from finish();
rollback;
