-- public.studio_transactions, cash_closes, stock_items, studio_settings and exports.
begin;
select plan(86);

-- The cast: Ann runs Ink, Ash is at the desk, Art tattoos. Mal works at Bone.
select tests.create_user(name) from unnest(array['ann', 'ash', 'art', 'mal']) as name;
select tests.create_project(p) from unnest(array['Ink', 'Bone']) as p;
select tests.grant_role(r.name, r.project, r.role_key)
from (values
  ('ann', 'Ink', 'admin'), ('ash', 'Ink', 'assistant'), ('art', 'Ink', 'artist'),
  ('mal', 'Bone', 'admin')
) as r (name, project, role_key);

create function pg_temp.id(p_name text) returns uuid
language sql immutable as $$ select md5('ink ' || p_name)::uuid $$;
create function pg_temp.session() returns uuid
language sql immutable as $$ select md5('front desk')::uuid $$;

insert into public.artists (id, project_id, user_id, display_name)
values (pg_temp.id('art'), tests.project_id('Ink'), tests.user_id('art'), 'Art');
insert into public.studio_transactions (id, project_id, artist_id, amount, method)
values
  (pg_temp.id('cash'), tests.project_id('Ink'), pg_temp.id('art'), 100, 'cash'),
  (pg_temp.id('more'), tests.project_id('Ink'), null, 30, 'cash'),
  (pg_temp.id('card'), tests.project_id('Ink'), pg_temp.id('art'), 50, 'card');
insert into public.stock_items (id, project_id, name, sku, quantity)
values
  (pg_temp.id('needles'), tests.project_id('Ink'), 'Needles', 'N-1', 10),
  (pg_temp.id('ink'), tests.project_id('Ink'), 'Ink', 'I-1', 0);

-- by hand ---------------------------------------------------------------------------
select tests.authenticate_as('ann');
select throws_ok(
  $$ insert into public.studio_transactions (project_id, amount)
     values (tests.project_id('Ink'), 5) $$, '42501', null,
  'F62: an admin does not enter money by hand'
);
select throws_ok(
  $$ update public.studio_transactions set status = 'voided' $$, '42501', null,
  'F62: an admin does not void a sale by hand'
);
select throws_ok($$ update public.stock_items set quantity = 5 $$, '42501', null,
  'F62: an admin does not set the stock by hand');
select throws_ok(
  $$ insert into public.stock_movements (project_id, stock_item_id, kind, change,
       quantity_after, reason)
     values (tests.project_id('Ink'), pg_temp.id('ink'), 'stock_in', 1, 1, 'x') $$,
  '42501', null, 'F62: an admin does not write a movement by hand'
);
select throws_ok(
  $$ insert into public.cash_closes (project_id, business_day, expected, counted)
     values (tests.project_id('Ink'), '2026-01-01', 0, 0) $$, '42501', null,
  'F62: an admin does not close a day by hand'
);
select throws_ok($$ update public.clients set elevation_id = null $$, '42501', null,
  'F60: an admin does not name an elevation by hand');

-- figures ---------------------------------------------------------------------------
select results_eq(
  $$ select sum(total) from public.get_studio_figures(tests.project_id('Ink')) $$,
  array[180::numeric], 'F62: an admin sees all figures'
);
select tests.authenticate_as('art');
select results_eq(
  $$ select sum(total), sum(sales)
     from public.get_studio_figures(tests.project_id('Ink')) $$,
  $$ values (150::numeric, 2::numeric) $$, 'F62: an artist sees their own figures'
);
select is_empty(
  $$ select * from public.get_studio_figures(
       tests.project_id('Ink'), null, current_date - 400) $$,
       'figures are of the days that are asked for'
);
select tests.authenticate_as('mal');
select throws_ok(
  $$ select * from public.get_studio_figures(tests.project_id('Ink')) $$, 'PT404', null,
  'F86: a stranger finds no studio'
);

-- taking back -----------------------------------------------------------------------
select tests.authenticate_as('ash', 'aal1', pg_temp.session());
select is(
  tests.refusal($$ select public.refund_or_void(pg_temp.id('cash'), 'wrong') $$) ->> 'hint',
  'enter_master_code', 'F59: an assistant is told that the code would help');
select tests.clear_authentication();
select tests.elevate('ash', pg_temp.session(), 'Ink');
select tests.authenticate_as('ash', 'aal1', pg_temp.session());
select is(public.refund_or_void(pg_temp.id('cash'), 'wrong'),
  '{"outcome": "voided", "refund_id": null}',
  'F59: an elevated assistant voids a sale of today');
select is(public.refund_or_void(pg_temp.id('cash'), 'wrong again'),
  '{"outcome": "voided", "refund_id": null}', 'voiding a sale twice answers alike');
select is(
  (select reversal_reason from public.studio_transactions where id = pg_temp.id('cash')),
  'wrong', 'a voided sale keeps its first reason');
select isnt(
  (select elevation_id from public.studio_transactions where id = pg_temp.id('cash')), null,
  'F60: a voided sale names the elevation');
select throws_ok($$ select public.refund_or_void(pg_temp.id('card'), ' ') $$, '22023', null,
  'a refund has a reason');
select throws_ok($$ select public.refund_or_void(gen_random_uuid(), 'x') $$, 'PT404', null,
  'an unknown sale is not refunded');
select tests.authenticate_as('art');
select throws_ok($$ select public.refund_or_void(pg_temp.id('card'), 'x') $$, '42501', null,
  'F62: an artist does not refund their own sale');
select throws_ok($$ select public.refund_or_void(pg_temp.id('more'), 'x') $$, 'PT404', null,
  'F86: an artist does not find the sale of another');

-- the till --------------------------------------------------------------------------
select throws_ok(
  $$ select public.close_cash(tests.project_id('Ink'), current_date, 0) $$, '42501', null,
  'F62: an artist closes no till'
);
select tests.authenticate_as('ash', 'aal1', pg_temp.session());
select throws_ok(
  $$ select public.close_cash(tests.project_id('Ink'), current_date + 2, 0) $$, '22023',
  null, 'a day to come is not closed'
);
select throws_ok(
  $$ select public.close_cash(tests.project_id('Ink'), stagedoor.today_in(
       tests.project_id('Ink')), 0) $$, '42501', null,
  'a user does not call the helpers of the till'
);
create temporary table today as
select business_day as day from public.studio_transactions limit 1;
grant select on today to authenticated;
select throws_ok(
  $$ select public.close_cash(tests.project_id('Ink'), (select day from today), -1) $$,
  '22023', null, 'a count is not negative'
);
select lives_ok(
  $$ select public.close_cash(tests.project_id('Ink'), (select day from today), 25) $$,
  'F59: an elevated assistant closes the till'
);
select results_eq(
  $$ select expected, counted, difference from public.cash_closes $$,
  $$ values (30::numeric(14, 2), 25::numeric(14, 2), -5::numeric(14, 2)) $$,
  'a close keeps the cash of the day and what is missing'
);
select is(
  public.close_cash(tests.project_id('Ink'), (select day from today), 25),
  (select id from public.cash_closes), 'a repeated count is the same close');
select throws_ok(
  $$ select public.close_cash(tests.project_id('Ink'), (select day from today), 30) $$,
  '23505', null, 'a different count comes too late'
);
select is(public.refund_or_void(pg_temp.id('more'), 'brought back') ->> 'outcome',
  'refunded', 'a sale of a day that is closed is refunded');
select is(
  public.refund_or_void(pg_temp.id('more'), 'twice') ->> 'refund_id',
  (select id::text from public.studio_transactions where refund_of = pg_temp.id('more')),
  'refunding a sale twice answers with one refund');
select results_eq(
  $$ select t.amount, t.business_day - (select day from today), t.status
     from public.studio_transactions as t where t.kind = 'refund' $$,
  $$ values (-30::numeric(14, 2), 1, 'posted') $$,
  'a refund is an entry in the till of the next day'
);
select throws_ok(
  $$ select public.refund_or_void(id, 'back again') from public.studio_transactions
     where kind = 'refund' $$, '23514', null, 'a refund is not taken back'
);
select tests.authenticate_as('art');
select is_empty($$ select id from public.cash_closes $$,
  'F62: an artist sees no close of the till');
select tests.authenticate_as_service();
select throws_ok(
  $$ insert into public.studio_transactions (project_id, amount, business_day)
     values (tests.project_id('Ink'), 5, (select day from today)) $$, '42501', null,
  'the service does not read the tables of the test'
);
select lives_ok(
  $$ insert into public.studio_transactions (project_id, amount)
     values (tests.project_id('Ink'), 5) $$, 'the service enters a sale'
);
select throws_ok($$ update public.studio_transactions set amount = 1 $$, '42501', null,
  'the service changes no sale');
select tests.clear_authentication();
select throws_ok(
  $$ insert into public.studio_transactions (project_id, amount, business_day)
     values (tests.project_id('Ink'), 5, (select day from today)) $$, '23514', null,
  'the owner of the database does not add to a day that was counted'
);

-- stock -----------------------------------------------------------------------------
select tests.authenticate_as('ann');
select is(public.move_stock(pg_temp.id('ink'), 'stock_in', 5, 'delivery', 'd1'), 5::numeric,
  'F62: a delivery raises the stock');
select is(public.move_stock(pg_temp.id('ink'), 'stock_in', 5, 'delivery', 'd1'), 5::numeric,
  'a repeated delivery raises nothing');
select throws_ok(
  $$ select public.move_stock(pg_temp.id('needles'), 'stock_in', 5, 'delivery', 'd1') $$,
  '23505', null, 'the key of a movement is not for another article'
);
select is(public.move_stock(pg_temp.id('ink'), 'stock_adj', -2, 'spilled'), 3::numeric,
  'F62: an adjustment lowers the stock');
select throws_ok(
  $$ select public.move_stock(pg_temp.id('ink'), 'stock_adj', -4, 'spilled') $$, '23514',
  null, 'an adjustment does not lower the stock below zero'
);
select is(public.move_stock(pg_temp.id('ink'), 'cycle_count', 4, 'count'), 4::numeric,
  'F62: a count sets the stock');
select is((select sum(change) from public.stock_movements), 4::numeric,
  'the stock is the sum of its movements');
select throws_ok(format(
    'select public.move_stock(pg_temp.id(''ink''), %L, %s, ''x'')', m.kind, m.quantity),
  '22023', null, format('a movement %s of %s is refused', m.kind, m.quantity))
from (values
  ('stock_in', '0'), ('stock_in', '-1'), ('stock_adj', '0'), ('cycle_count', '-1'),
  ('stock_in', '''NaN'''), ('cycle_count', '''NaN'''), ('stock_adj', '''-Infinity'''),
  ('stock_in', '99999999999.9999'), ('stock_in', '99999999999'), ('theft', '1')
) as m (kind, quantity);
select throws_ok($$ select public.move_stock(gen_random_uuid(), 'stock_in', 1, 'x') $$,
  'PT404', null, 'an unknown article does not move');
select tests.authenticate_as('mal');
select throws_ok($$ select public.move_stock(pg_temp.id('ink'), 'stock_in', 1, 'x') $$,
  'PT404', null, 'F86: an article of another studio does not move');

-- what is no number -----------------------------------------------------------------
select tests.authenticate_as('ann');
select throws_ok(format(
    'insert into public.stock_items (project_id, name, %I)
     values (tests.project_id(''Ink''), ''Gloves'', ''NaN'')', c), '23514', null,
  format('the %s of an article is a number', c))
from unnest(array['price', 'reorder_level']) as c;
select lives_ok(
  $$ insert into public.stock_items (project_id, name, price, reorder_level)
     values (tests.project_id('Ink'), 'Gloves', 999999999999.99, 0) $$,
  'the price of an article may be large (control)');
select throws_ok(
  $$ insert into public.appointments (project_id, artist_id, starts_at, ends_at, price)
     values (tests.project_id('Ink'), pg_temp.id('art'), '2028-01-01', '2028-01-02', 'NaN')
  $$, '23514', null, 'the price of an appointment is a number');
insert into public.appointments (project_id, artist_id, starts_at, ends_at, price)
values (tests.project_id('Ink'), pg_temp.id('art'), '2028-01-01', '2028-01-02', 80);
select throws_ok(format(
    'select public.set_appointment_status(a.id, ''completed'', %L)
     from public.appointments as a', amount),
  '22023', null, format('a payment is not %s', amount))
from unnest(array['NaN', 'Infinity', '999999999999.995', '-0.01']) as amount;
select is(
  (select public.set_appointment_status(a.id, 'completed', 0.001)
   from public.appointments as a), true, 'a payment of less than a cent is none');
select is_empty($$ select from public.studio_transactions where amount = 'NaN' $$,
  'no recorded amount is NaN');
select throws_ok(format(
    'select public.close_cash(tests.project_id(''Ink''), ''2020-01-01'', %L)', counted),
  '22023', null, format('a count is not %s', counted))
from unnest(array['NaN', 'Infinity', '999999999999.995', '-1']) as counted;
select tests.clear_authentication();
select tests.authenticate_as_service();
select throws_ok(
  $$ insert into public.studio_transactions (project_id, amount)
     values (tests.project_id('Ink'), 'NaN') $$, '23514', null,
  'the service enters no NaN');
select tests.clear_authentication();

-- settings --------------------------------------------------------------------------
select tests.authenticate_as('ann');
select throws_ok(
  $$ insert into public.studio_settings (project_id, key, value)
     values (tests.project_id('Ink'), 'master_code_hash', '"x"') $$, '23514', null,
  'the code is no setting'
);
select throws_ok(
  $$ insert into public.studio_settings (project_id, key, value)
     values (tests.project_id('Ink'), 'time_zone', '"Europe/Berlin"') $$, '23514', null,
  'a studio has no time zone beside that of its scope'
);
select lives_ok(
  $$ insert into public.studio_settings (project_id, key, value)
     values (tests.project_id('Ink'), 'greeting', '"Hello"')
     on conflict (project_id, key) do update set value = excluded.value,
       project_id = excluded.project_id, key = excluded.key $$,
  'an admin keeps a setting, as an upsert does'
);
select lives_ok(
  $$ select public.set_time_zone(tests.project_id('Ink'), 'Pacific/Kiritimati') $$,
  'F127: an admin sets the time zone of the studio'
);
select tests.clear_authentication();
select tests.grant_role('ann', 'Bone', 'admin');
select tests.authenticate_as('ann');
select throws_ok(
  $$ update public.studio_settings set project_id = tests.project_id('Bone') $$, '23514',
  null, 'a setting is not moved to another studio, out of the log of this one');
select throws_ok(
  $$ update public.studio_settings set key = 'zone' $$, '23514', null,
  'a setting is not moved to another key');
select tests.clear_authentication();
select is(
  stagedoor.today_in(tests.project_id('Ink')),
  (now() at time zone 'Pacific/Kiritimati')::date,
  'F127: the day of a studio is that of its time zone');

-- exports ---------------------------------------------------------------------------
-- A new code ends every elevation: what was done under one is committed before.
select tests.flush();
select tests.authenticate_as('art');
select throws_ok($$ select public.export_resource(tests.project_id('Ink'), 'reports') $$,
  '42501', null, 'F62: an artist exports no reports');
select throws_ok($$ select public.export_resource(tests.project_id('Ink'), 'secrets') $$,
  '22023', null, 'an unknown resource is not exported');
select tests.clear_authentication();
select set_eq(
  $$ select l.user_id, l.resource_id, l.scope_id from stagedoor.access_log as l
     where l.resource_type = 'studio_figures' $$,
  $$ values (tests.user_id('ann'), tests.project_id('Ink')::text, tests.project_id('Ink')) $$,
  'F88: the access log says who was shown the takings of all artists, and not of their own');
select tests.authenticate_as('ann');
select lives_ok(
  $$ select public.set_master_code(tests.project_id('Ink'), 'open sesame') $$,
  'an admin sets a code (control)'
);
select is(
  (select count(*) from jsonb_object_keys(
    public.backup_studio(tests.project_id('Ink')) -> 'rows')), 11::bigint,
  'F62: a backup has every table');
select unalike(public.backup_studio(tests.project_id('Ink'))::text, '%$2a$%',
  'a backup has no hash of the code');
select lives_ok($$ select public.export_resource(tests.project_id('Ink'), 'reports') $$,
  'an admin exports reports');
select results_eq(
  $$ select l.resource_type, l.resource_id, l.action, l.user_id = tests.user_id('ann')
     from public.list_access_log(tests.project_id('Ink')) as l
     where l.action = 'export' order by l.id $$,
  $$ values ('studio', tests.project_id('Ink')::text, 'export', true),
       ('studio', tests.project_id('Ink')::text, 'export', true),
       ('permission_modules', 'reports', 'export', true) $$,
  'F88: the access log says who exported what of a studio');
select tests.clear_authentication();
select tests.flush();
select ok(
  (select bool_and(e.elevation_id is not null)
   from stagedoor.get_audit_events(tests.project_id('Ink'), 1000, null, null) as e
   where e.event in ('sale.voided', 'sale.refunded', 'till.closed')),
  'F60: acts of an assistant are in the log with their elevation');

select * from finish();
rollback;
