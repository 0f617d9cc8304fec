-- What the studio's tables refuse whoever writes, the service key included (F62). Each
-- rule is tried with a row that is just beyond it, and with one that is just within.
begin;
select plan(179);

-- The cast: Ink has an artist, a client with an appointment, a sale and needles; Bone has
-- the same.
select tests.create_project(p) from unnest(array['Ink', 'Bone']) as p;

create function pg_temp.id(p_what text, p_studio text default 'Ink') returns uuid
language sql immutable as $$ select md5(p_studio || p_what)::uuid $$;
create function pg_temp.long(p_column text, p_length integer) returns jsonb
language sql immutable as $$
  select jsonb_build_object(p_column, repeat('a', p_length))
$$;

create temporary table studios as
select p as name, tests.project_id(p) as id from unnest(array['Ink', 'Bone']) as p;
insert into public.artists (id, project_id, display_name)
select pg_temp.id('artist', s.name), s.id, 'Art' from studios as s;
insert into public.clients (id, project_id, full_name)
select pg_temp.id('client', s.name), s.id, 'Cy' from studios as s;
insert into public.appointments (id, project_id, artist_id, client_id, starts_at, ends_at)
select pg_temp.id('visit', s.name), s.id, pg_temp.id('artist', s.name),
  pg_temp.id('client', s.name), '2030-01-01 10:00+00', '2030-01-01 11:00+00'
from studios as s;
insert into public.appointments (id, project_id, artist_id, starts_at, ends_at)
values (pg_temp.id('paid'), tests.project_id('Ink'), pg_temp.id('artist'),
  '2030-01-02 10:00+00', '2030-01-02 11:00+00');
insert into public.studio_transactions (id, project_id, amount, business_day)
select pg_temp.id(w.what, s.name), s.id, 50, '2030-01-01'
from studios as s, unnest(array['sale', 'other']) as w (what);
insert into public.studio_transactions (project_id, appointment_id, amount, business_day)
values (tests.project_id('Ink'), pg_temp.id('paid'), 50, '2030-01-01');
insert into public.studio_transactions
  (id, project_id, kind, amount, refund_of, business_day)
values (pg_temp.id('refund'), tests.project_id('Ink'), 'refund', -1, pg_temp.id('sale'),
  '2030-01-01');
insert into public.stock_items (id, project_id, name, sku)
select pg_temp.id('item', s.name), s.id, 'Needles', 'N-1' from studios as s;
insert into public.stock_movements
  (project_id, stock_item_id, kind, change, quantity_after, reason, idempotency_key)
select s.id, pg_temp.id('item', s.name), 'stock_in', 1, 1, 'New', 'once' from studios as s;
insert into public.cash_closes (project_id, business_day, expected, counted)
select s.id, '2029-01-01', 0, 0 from studios as s;

-- A row of each table that nothing refuses.
create temporary table rows (relation regclass, base jsonb);
insert into rows
select b.relation, jsonb_build_object('project_id', tests.project_id('Ink')) || b.base
from (values
  ('public.artists'::regclass, '{"display_name": "Ash"}'::jsonb),
  ('public.clients', '{"full_name": "Cleo"}'),
  ('public.appointments', jsonb_build_object('artist_id', pg_temp.id('artist'),
    'starts_at', '2030-02-01 10:00+00', 'ends_at', '2030-02-01 11:00+00')),
  ('public.client_consents', jsonb_build_object('appointment_id', pg_temp.id('visit'),
    'client_id', pg_temp.id('client'), 'form', '{"agreed": true}'::jsonb)),
  ('public.client_notes', jsonb_build_object('appointment_id', pg_temp.id('visit'),
    'client_id', pg_temp.id('client'), 'text', 'a')),
  ('public.portfolio_items', jsonb_build_object(
    'artist_id', pg_temp.id('artist'), 'title', 'a')),
  ('public.studio_settings', '{"key": "colour", "value": "red"}'),
  ('public.studio_transactions', '{"amount": 5, "business_day": "2030-01-02"}'),
  ('public.cash_closes', '{"business_day": "2029-01-02", "expected": 0, "counted": 0}'),
  ('public.stock_items', '{"name": "Ink", "sku": "I-1"}'),
  ('public.stock_movements', jsonb_build_object('stock_item_id', pg_temp.id('item'),
    'kind', 'stock_in', 'change', 1, 'quantity_after', 2, 'reason', 'New'))
) as b (relation, base);

create temporary table rules (
  relation regclass, rule text, name text, beyond jsonb, within jsonb);

-- people -------------------------------------------------------------------------
insert into rules values
  ('artists', 'an artist has a name', 'display_name_length_check',
    '{"display_name": ""}', '{"display_name": "a"}'),
  ('artists', 'the name of an artist has at most 120 characters',
    'display_name_length_check', pg_temp.long('display_name', 121),
    pg_temp.long('display_name', 120)),
  ('artists', 'an artist says at most 4000 characters of themselves', 'bio_length_check',
    pg_temp.long('bio', 4001), pg_temp.long('bio', 4000)),
  ('clients', 'a client has a name', 'full_name_length_check',
    '{"full_name": ""}', '{"full_name": "a"}'),
  ('clients', 'the name of a client has at most 200 characters', 'full_name_length_check',
    pg_temp.long('full_name', 201), pg_temp.long('full_name', 200)),
  ('clients', 'the address of a client has at least three characters',
    'email_length_check', '{"email": "@b"}', '{"email": "a@b"}'),
  ('clients', 'the address of a client has at most 320 characters', 'email_length_check',
    pg_temp.long('email', 321), pg_temp.long('email', 320)),
  ('clients', 'the number of a client is not empty', 'phone_number_length_check',
    '{"phone_number": ""}', '{"phone_number": "1"}'),
  ('clients', 'the number of a client has at most 40 characters',
    'phone_number_length_check', pg_temp.long('phone_number', 41),
    pg_temp.long('phone_number', 40)),
  ('clients', 'the remarks on a client have at most 4000 characters',
    'remarks_length_check', pg_temp.long('remarks', 4001), pg_temp.long('remarks', 4000));

-- the agenda ---------------------------------------------------------------------
insert into rules values
  ('appointments', 'an entry of the agenda is a booking or a block', 'kind_known_check',
    '{"kind": "party"}', '{"kind": "block"}'),
  ('appointments', 'the status of an appointment is one of five', 'status_known_check',
    '{"status": "maybe"}', '{"status": "no_show"}'),
  ('appointments', 'an appointment ends after it begins', 'ends_after_start_check',
    '{"ends_at": "2030-02-01 10:00+00"}', '{"ends_at": "2030-02-01 10:01+00"}'),
  ('appointments', 'an appointment ends at some time', 'ends_after_start_check',
    '{"ends_at": "infinity"}', '{"ends_at": "2030-02-02 10:00+00"}'),
  ('appointments', 'a service is described in at most 400 characters',
    'service_length_check', pg_temp.long('service', 401), pg_temp.long('service', 400)),
  ('appointments', 'a block of time has no client', 'block_has_no_client_check',
    jsonb_build_object('kind', 'block', 'client_id', pg_temp.id('client')),
    jsonb_build_object('kind', 'booking', 'client_id', pg_temp.id('client'))),
  ('appointments', 'a block of time has no price', 'block_has_no_client_check',
    '{"kind": "block", "price": 1}', '{"kind": "booking", "price": 1}'),
  ('appointments', 'a block of time is not completed', 'block_has_no_client_check',
    '{"kind": "block", "status": "completed"}',
    '{"kind": "block", "status": "cancelled"}'),
  ('appointments', 'an appointment is with an artist of the studio (F6)',
    'artist_id_fkey', jsonb_build_object('artist_id', pg_temp.id('artist', 'Bone')), '{}'),
  ('appointments', 'an appointment is for a client of the studio (F6)', 'client_id_fkey',
    jsonb_build_object('client_id', pg_temp.id('client', 'Bone')),
    jsonb_build_object('client_id', pg_temp.id('client')));

-- what clients leave, and what is shown ------------------------------------------------
insert into rules values
  ('client_consents', 'a form of consent says something', 'form_object_check',
    '{"form": {}}', '{"form": {"a": 1}}'),
  ('client_consents', 'a form of consent is an object', 'form_object_check',
    '{"form": ["a"]}', '{"form": {"a": ["a"]}}'),
  ('client_consents', 'a form of consent has at most 65536 bytes', 'form_object_check',
    jsonb_build_object('form', pg_temp.long('a', 65528)),
    jsonb_build_object('form', pg_temp.long('a', 65527))),
  ('client_consents', 'a consent belongs to an appointment of the studio (F6)',
    'appointment_id_fkey',
    jsonb_build_object('appointment_id', pg_temp.id('visit', 'Bone')), '{}'),
  ('client_consents', 'a consent is of a client of the studio (F6)', 'client_id_fkey',
    jsonb_build_object('client_id', pg_temp.id('client', 'Bone')), '{}'),
  ('client_notes', 'a note is not empty', 'text_length_check',
    '{"text": ""}', '{"text": "a"}'),
  ('client_notes', 'a note has at most 4000 characters', 'text_length_check',
    pg_temp.long('text', 4001), pg_temp.long('text', 4000)),
  ('client_notes', 'a note belongs to an appointment of the studio (F6)',
    'appointment_id_fkey',
    jsonb_build_object('appointment_id', pg_temp.id('visit', 'Bone')), '{}'),
  ('client_notes', 'a note is on a client of the studio (F6)', 'client_id_fkey',
    jsonb_build_object('client_id', pg_temp.id('client', 'Bone')), '{}'),
  ('portfolio_items', 'a piece has a title', 'title_length_check',
    '{"title": ""}', '{"title": "a"}'),
  ('portfolio_items', 'the title of a piece has at most 200 characters',
    'title_length_check', pg_temp.long('title', 201), pg_temp.long('title', 200)),
  ('portfolio_items', 'the caption of a piece has at most 4000 characters',
    'caption_length_check', pg_temp.long('caption', 4001),
    pg_temp.long('caption', 4000)),
  ('portfolio_items', 'the image of a piece lies in the bucket',
    'image_path_inside_bucket_check', '{"image_path": "https://example.com/a.png"}',
    '{"image_path": "ink/a.png"}'),
  ('portfolio_items', 'the image of a piece is named from the bucket on',
    'image_path_inside_bucket_check', '{"image_path": "/a.png"}', '{"image_path": "a"}'),
  ('portfolio_items', 'a piece is by an artist of the studio (F6)', 'artist_id_fkey',
    jsonb_build_object('artist_id', pg_temp.id('artist', 'Bone')), '{}'),
  ('studio_settings', 'the key of a setting is snake case', 'key_snake_case_check',
    '{"key": "Colour"}', '{"key": "colour_2"}'),
  ('studio_settings', 'the key of a setting has at most 80 characters',
    'key_snake_case_check', pg_temp.long('key', 81), pg_temp.long('key', 80)),
  ('studio_settings', 'the value of a setting has at most 16384 bytes',
    'value_size_check', pg_temp.long('value', 16383), pg_temp.long('value', 16382));

-- money and stock ------------------------------------------------------------------
insert into rules values
  ('studio_transactions', 'a transaction is a sale or a refund', 'kind_known_check',
    jsonb_build_object('kind', 'gift', 'amount', -5, 'refund_of', pg_temp.id('sale')),
    '{"kind": "sale"}'),
  ('studio_transactions', 'money is paid in one of four ways', 'method_known_check',
    '{"method": "promise"}', '{"method": "voucher"}'),
  ('studio_transactions', 'a transaction is posted, voided or refunded',
    'status_known_check',
    '{"status": "lost", "reversed_at": "2030-01-02", "reversal_reason": "a"}',
    '{"status": "refunded", "reversed_at": "2030-01-02", "reversal_reason": "a"}'),
  ('studio_transactions', 'a transaction is described in at most 400 characters',
    'description_length_check', pg_temp.long('description', 401),
    pg_temp.long('description', 400)),
  ('studio_transactions', 'a sale takes money in', 'refund_takes_back_check',
    '{"amount": 0}', '{"amount": 0.01}'),
  ('studio_transactions', 'a refund is of something', 'refund_takes_back_check',
    '{"kind": "refund", "amount": -5}', '{"kind": "sale", "amount": 5}'),
  ('studio_transactions', 'an appointment is paid once', 'appointment_id_paid_key',
    jsonb_build_object('appointment_id', pg_temp.id('paid')),
    jsonb_build_object('appointment_id', pg_temp.id('visit'))),
  ('studio_transactions', 'a sale is refunded once', 'project_id_refund_of_key',
    jsonb_build_object('kind', 'refund', 'amount', -5, 'refund_of', pg_temp.id('sale')),
    jsonb_build_object('kind', 'refund', 'amount', -5, 'refund_of', pg_temp.id('other'))),
  ('studio_transactions', 'a reversal has a reason', 'reversal_reason_length_check',
    '{"status": "voided", "reversed_at": "2030-01-02", "reversal_reason": ""}',
    '{"status": "voided", "reversed_at": "2030-01-02", "reversal_reason": "a"}'),
  ('studio_transactions', 'what is voided says when', 'reversed_together_check',
    '{"status": "voided"}',
    '{"status": "voided", "reversed_at": "2030-01-02", "reversal_reason": "a"}'),
  ('studio_transactions', 'a transaction is for an appointment of the studio (F6)',
    'appointment_id_fkey',
    jsonb_build_object('appointment_id', pg_temp.id('visit', 'Bone')),
    jsonb_build_object('appointment_id', pg_temp.id('visit'))),
  ('studio_transactions', 'a transaction is of an artist of the studio (F6)',
    'artist_id_fkey', jsonb_build_object('artist_id', pg_temp.id('artist', 'Bone')),
    jsonb_build_object('artist_id', pg_temp.id('artist'))),
  ('studio_transactions', 'a transaction is with a client of the studio (F6)',
    'client_id_fkey', jsonb_build_object('client_id', pg_temp.id('client', 'Bone')),
    jsonb_build_object('client_id', pg_temp.id('client'))),
  ('studio_transactions', 'a refund is of a sale of the studio (F6)', 'refund_of_fkey',
    jsonb_build_object('kind', 'refund', 'amount', -5,
      'refund_of', pg_temp.id('sale', 'Bone')),
    jsonb_build_object('kind', 'refund', 'amount', -5, 'refund_of', pg_temp.id('other'))),
  ('cash_closes', 'a till holds no less than nothing', 'counted_not_negative_check',
    '{"counted": -0.01}', '{"counted": 0}'),
  ('cash_closes', 'the till of a day is closed once', 'project_id_business_day_key',
    '{"business_day": "2029-01-01"}', '{"business_day": "2029-01-02"}'),
  ('stock_items', 'an item has a name', 'name_length_check',
    '{"name": ""}', '{"name": "a"}'),
  ('stock_items', 'the name of an item has at most 200 characters', 'name_length_check',
    pg_temp.long('name', 201), pg_temp.long('name', 200)),
  ('stock_items', 'the number of an item is not empty', 'sku_length_check',
    '{"sku": ""}', '{"sku": "a"}'),
  ('stock_items', 'the number of an item has at most 60 characters', 'sku_length_check',
    pg_temp.long('sku', 61), pg_temp.long('sku', 60)),
  ('stock_items', 'a number stands for one item', 'project_id_sku_key',
    '{"sku": "N-1"}', '{"sku": "N-2"}'),
  ('stock_items', 'the unit of an item is not empty', 'unit_length_check',
    '{"unit": ""}', '{"unit": "a"}'),
  ('stock_items', 'the unit of an item has at most 30 characters', 'unit_length_check',
    pg_temp.long('unit', 31), pg_temp.long('unit', 30)),
  ('stock_items', 'no less than nothing is in stock', 'quantity_not_negative_check',
    '{"quantity": -0.001}', '{"quantity": 0}'),
  ('stock_items', 'an item is in stock in a number', 'quantity_not_negative_check',
    '{"quantity": "NaN"}', '{"quantity": 99999999999.999}'),
  ('stock_movements', 'stock comes in, is adjusted or counted', 'kind_known_check',
    '{"kind": "theft"}', '{"kind": "cycle_count"}'),
  ('stock_movements', 'what comes in is more than nothing', 'change_fits_kind_check',
    '{"change": 0}', '{"change": 0.001}'),
  ('stock_movements', 'an adjustment changes something', 'change_fits_kind_check',
    '{"kind": "stock_adj", "change": 0}', '{"kind": "stock_adj", "change": -1}'),
  ('stock_movements', 'a movement has a reason', 'reason_length_check',
    '{"reason": ""}', '{"reason": "a"}'),
  ('stock_movements', 'the reason of a movement has at most 1000 characters',
    'reason_length_check', pg_temp.long('reason', 1001), pg_temp.long('reason', 1000)),
  ('stock_movements', 'the key of a movement is not empty',
    'idempotency_key_length_check', '{"idempotency_key": ""}', '{"idempotency_key": "a"}'),
  ('stock_movements', 'the key of a movement has at most 100 characters',
    'idempotency_key_length_check', pg_temp.long('idempotency_key', 101),
    pg_temp.long('idempotency_key', 100)),
  ('stock_movements', 'a key moves stock once', 'project_id_idempotency_key_key',
    '{"idempotency_key": "once"}', '{"idempotency_key": "twice"}'),
  ('stock_movements', 'a movement is of an item of the studio (F6)', 'stock_item_id_fkey',
    jsonb_build_object('stock_item_id', pg_temp.id('item', 'Bone')), '{}');

select is(
  tests.refused_by(r.relation, w.base || r.beyond), format('%s_%s', r.relation, r.name),
  r.rule)
from rules as r join rows as w using (relation);
select is(
  tests.refused_by(r.relation, w.base || r.within), null,
  format('%s (control: a row that keeps to it)', r.rule))
from rules as r join rows as w using (relation);

-- Staff write these tables themselves: they read what is allowed, and no constraint's name.
select is(
  tests.refusal(format(
    'insert into public.%1$I (%2$s)
    select %2$s from jsonb_populate_record(null::public.%1$I, %3$L)',
    (select c.relname from pg_class as c where c.oid = r.relation),
    (select string_agg(format('%I', k.name), ', ')
     from jsonb_object_keys(w.base || r.beyond) as k (name)),
    w.base || r.beyond)) ->> 'message',
  obj_description(c.oid, 'pg_constraint'), format('F86: the refusal says that %s', r.rule))
from rules as r
join rows as w using (relation)
join pg_constraint as c
  on c.conrelid = r.relation and c.conname = format('%s_%s', r.relation, r.name)
where obj_description(c.oid, 'pg_constraint') is not null;
select is(
  tests.refusal($$ update public.stock_items set unit = null $$) ->> 'message',
  'unit is needed', 'F86: a column that is emptied is named');

select * from finish();
rollback;
