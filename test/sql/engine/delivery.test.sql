-- stagedoor.outbox: what a courier takes and what becomes of it (F89).
begin;
select plan(26);
select tests.use_fixture_catalogue();
select tests.freeze_time('2027-03-10 12:00+00');
select tests.create_project('Alpha', 'North');
delete from stagedoor.outbox;
insert into stagedoor.outbox (topic, payload) values ('invitation.created', '{}');
select stagedoor.raise_alert(tests.scope_id('Alpha'), 'failed_codes', null,
  jsonb_build_object('n', n, 'personal', jsonb_build_object('network', '203.0.113.7')), n::text)
from generate_series(1, 3) as n;

create function pg_temp.takes(p_limit integer default 20) returns text language plpgsql as $$
declare
  v_taken text;
begin
  perform tests.authenticate_as_service();
  select coalesce(string_agg(concat_ws('/', m.payload ->> 'cause', m.attempt), ', '
    order by m.payload ->> 'cause'), 'nothing')
  into v_taken from public.take_alert_messages(p_limit) as m;
  perform tests.clear_authentication();
  return v_taken;
end;
$$;
create function pg_temp.settles(p_cause text, p_is_delivered boolean, p_error text default null)
returns boolean language plpgsql as $$
declare
  v_id   uuid := (select o.id from stagedoor.outbox as o
    where coalesce(o.payload ->> 'cause', o.topic) = p_cause);
  v_done boolean;
begin
  perform tests.authenticate_as_service();
  v_done := public.settle_alert_message(v_id, p_is_delivered, p_error);
  perform tests.clear_authentication();
  return v_done;
end;
$$;

-- taking ----------------------------------------------------------------------------------
select tests.authenticate_as_service();
select throws_ok(format('select public.take_alert_messages(%s)', n), '22023', null,
  format('a courier does not take %s messages', n))
from unnest(array['0', 'null', '1001']) as n;
select tests.clear_authentication();
select is(pg_temp.settles('1', true), false, 'a message that nobody took is not settled');
select matches(pg_temp.takes(2), '^./1, ./1$', 'F89: a courier takes as many alerts as it asks for');
select matches(pg_temp.takes(), '^./1$', 'another courier takes what is left');
select is(pg_temp.takes(), 'nothing', 'a message that is taken is not taken again at once');
select tests.freeze_time('2027-03-10 12:00:59+00');
select is(pg_temp.takes(), 'nothing', 'a message that is taken is left alone for a minute');
select tests.freeze_time('2027-03-10 12:01+00');
select is(pg_temp.takes(), '1/2, 2/2, 3/2',
  'F89: a message of a courier that died is taken by another');
select is(pg_temp.settles('1', true), true, 'a courier settles what it delivered');
select is(pg_temp.settles('1', true), false, 'a message is settled once');
select is(pg_temp.settles('1', false), false, 'a message that was delivered stays so');
select is(pg_temp.settles('2', false, repeat('x', 500)), true, 'a courier settles what it did not deliver');
select is(pg_temp.settles('invitation.created', true), false,
  'a message for somebody else is not settled');
select tests.authenticate_as_service();
select throws_ok(
  $$ select public.settle_alert_message(gen_random_uuid(), null) $$, '22023', null,
  'a message is settled as delivered or not');
select is(public.settle_alert_message(null, true), false, 'no message is not settled');
select tests.clear_authentication();
select results_eq(
  $$ select o.payload ->> 'cause', o.delivered_at, char_length(o.last_error), o.attempts
     from stagedoor.outbox as o where o.topic = 'alert.raised' order by 1 $$,
  $$ values ('1', stagedoor.instant(), null::integer, 2), ('2', null, 400, 2), ('3', null, null, 2) $$,
  'F89: the outbox says what became of each message');
select is((select count(*) from stagedoor.outbox as o
  where o.payload::text like '%203.0.113.7%'), 0::bigint, 'F47: no message holds an address');

-- again and again ---------------------------------------------------------------------------
select tests.freeze_time('2027-03-10 12:02:59+00');
select is(pg_temp.takes(), 'nothing', 'a message is left alone for two minutes after its second attempt');
select tests.freeze_time('2027-03-10 12:03+00');
select is(pg_temp.takes(), '2/3, 3/3', 'F89: a message that was not delivered is taken again');
update stagedoor.outbox set attempts = 1000 where payload ->> 'cause' = '3';
select tests.freeze_time('2027-03-10 13:00+00');
select is(pg_temp.takes(), '2/4, 3/1001', 'a message is taken again after many attempts');
select tests.freeze_time('2027-03-10 13:59:59+00');
select is(pg_temp.takes(), '2/5', 'a message is left alone for an hour at the most');
select tests.freeze_time('2027-03-10 14:00+00');
select is(pg_temp.takes(), '3/1002', 'a message is taken again after an hour');
select tests.freeze_time('2027-03-17 11:59:59+00');
select is(pg_temp.takes(), '2/6, 3/1003', 'a message is tried for a week (control)');
select tests.freeze_time('2027-03-17 13:00+00');
select is(pg_temp.takes(), 'nothing', 'a message is given up after the hours that the setting says');
update stagedoor.settings set value = '200' where key = 'alert_delivery_hours';
select is(pg_temp.takes(), '2/7, 3/1004', 'the setting says how long a message is tried');

select * from finish();
rollback;
