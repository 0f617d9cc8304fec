-- What film's tables refuse and record by themselves, where no guard of a trigger stands
-- before them. Each constraint is met by a row that breaks it alone, beside one that keeps
-- to it; each recorder by a row that is made, changed and deleted.
begin;
select plan(569);

-- The cast: Sarah, Pam and Lin work at Alpha, a production of dollars with a chart, a locked
-- version and a reserve.
select tests.create_user(name) from unnest(array['sarah', 'pam', 'lin']) as name;
select tests.create_project('Alpha');
select tests.create_department('Camera', 'Alpha');
create function pg_temp.id(p_what text) returns uuid
language sql immutable as $$ select md5('film ' || p_what)::uuid $$;
create function pg_temp.long(p_column text, p_length integer) returns jsonb
language sql immutable as $$ select jsonb_build_object(p_column, repeat('a', p_length)) $$;

-- Guards and recorders are tested where they stand: here the tables are alone.
create temporary table film_tables as
select c.relname::text as name, c.oid::regclass as oid
from pg_class as c
where c.relnamespace = 'stagedoor_film'::regnamespace and c.relkind = 'r'
  or c.oid = any (
    select format('public.%I', n)::regclass
    from unnest(array['approval_steps', 'budget_line_changes', 'budget_lines',
      'budget_moves', 'budgets', 'cost_codes', 'cost_imports', 'cost_period_rows',
      'cost_periods', 'cost_policies', 'cost_transactions', 'currencies',
      'department_prefixes', 'earnings', 'emergency_overrides', 'override_reason_kinds',
      'productions', 'rate_unlocks', 'spending_authorities', 'transaction_approvals',
      'union_agreements', 'union_rates']) as n);
do $$
declare
  v_table regclass;
begin
  for v_table in select t.oid from film_tables as t loop
    execute format('alter table %s disable trigger user', v_table);
  end loop;
end;
$$;

-- A row of each table that nothing refuses. What others name is written, too.
create temporary table rows (place integer, name text, base jsonb, is_written boolean);
create function pg_temp.alpha() returns jsonb
language sql stable as $$
  select jsonb_build_object('project_id', tests.project_id('Alpha'))
$$;
create function pg_temp.ours(p_more jsonb) returns jsonb
language sql stable as $$ select pg_temp.alpha() || p_more $$;
insert into rows
select row_number() over (), r.* from (values
  ('currencies', '{"code": "ZZZ", "name": "Zed", "minor_units": 2}'::jsonb, false),
  ('override_calls', '{"call": "fly"}', false),
  ('override_reason_kinds', '{"reason_kind": "flood", "label": "Flood"}', false),
  ('earnings', '{"earning": "tip", "name": "Tip", "bears_contributions": false}', false),
  ('productions', pg_temp.ours('{"currency": "USD"}'), true),
  ('union_agreements', pg_temp.ours(jsonb_build_object('id', pg_temp.id('agreement'),
    'code', 'UN-1', 'guild', 'Union', 'jurisdiction', 'Town')), true),
  ('union_rates', pg_temp.ours(jsonb_build_object('id', pg_temp.id('rate'),
    'union_agreement_id', pg_temp.id('agreement'), 'rate_kind', 'wage', 'amount', 10,
    'unit', 'hour', 'currency', 'USD', 'valid_from', '2026-01-01',
    'valid_until', '2027-01-01')), true),
  ('rate_unlocks', pg_temp.ours(jsonb_build_object(
    'union_agreement_id', pg_temp.id('agreement'), 'unlocked_by', tests.user_id('sarah'),
    'unlocked_at', '2026-01-01', 'ends_at', '2026-01-02', 'reason', 'New rates')), false),
  ('department_prefixes', pg_temp.ours('{"prefix": "3300", "category": "below_line"}'),
    true),
  ('cost_codes', pg_temp.ours(jsonb_build_object('id', pg_temp.id('code'),
    'code', '3301', 'name', 'Lamps', 'category', 'below_line',
    'path', array[pg_temp.id('code')])), true),
  ('cost_policies', pg_temp.ours(jsonb_build_object(
    'permission_role_id', tests.role_id('crew_member'), 'category', 'below_line')), true),
  ('approval_steps', pg_temp.ours('{"position": 1, "permission_key": "cost:approve",
    "currency": "USD"}'), true),
  ('budgets', pg_temp.ours(jsonb_build_object('id', pg_temp.id('budget'), 'name', 'First',
    'currency', 'USD', 'created_by', tests.user_id('sarah'),
    'edited_by', tests.user_id('sarah'))), true),
  ('budget_lines', pg_temp.ours(jsonb_build_object('id', pg_temp.id('line'),
    'budget_id', pg_temp.id('budget'), 'cost_code_id', pg_temp.id('code'),
    'currency', 'USD', 'amount', 100)), true),
  ('budget_lines', pg_temp.ours(jsonb_build_object('id', pg_temp.id('reserve'),
    'budget_id', pg_temp.id('budget'), 'cost_code_id', pg_temp.id('code'),
    'currency', 'USD', 'amount', 100, 'is_contingency', true)), true),
  ('budget_line_changes', pg_temp.ours(jsonb_build_object(
    'budget_line_id', pg_temp.id('line'), 'cost_code_id', pg_temp.id('code'),
    'amount', 100)), false),
  ('budget_moves', pg_temp.ours(jsonb_build_object('budget_id', pg_temp.id('budget'),
    'currency', 'USD', 'from_line_id', pg_temp.id('line'),
    'to_line_id', pg_temp.id('reserve'), 'from_cost_code_id', pg_temp.id('code'),
    'to_cost_code_id', pg_temp.id('code'), 'amount', 5, 'reason', 'Rain',
    'idempotency_key', 'once', 'moved_by', tests.user_id('sarah'))), true),
  ('cost_periods', pg_temp.ours(jsonb_build_object('ends_on', '2026-10-31',
    'closed_by', tests.user_id('pam'))), true),
  ('cost_period_rows', pg_temp.ours(jsonb_build_object('ends_on', '2026-10-31',
    'cost_code_id', pg_temp.id('code'), 'currency', 'USD', 'budget', 1, 'this_period', 1,
    'actual', 1, 'committed', 0, 'to_complete', 0)), false),
  ('cost_imports', pg_temp.ours(jsonb_build_object('idempotency_key', 'once',
    'rows_digest', sha256('rows'), 'is_partial', false, 'imported', 1,
    'rejected', '[]'::jsonb, 'created_by', tests.user_id('pam'))), true),
  ('cost_transactions', pg_temp.ours(jsonb_build_object('id', pg_temp.id('cost'),
    'budget_line_id', pg_temp.id('line'), 'cost_code_id', pg_temp.id('code'),
    'amount', 10, 'currency', 'USD', 'description', 'Lamps',
    'transaction_date', '2026-11-20', 'idempotency_key', 'once',
    'created_by', tests.user_id('pam'))), true),
  ('cost_transactions', pg_temp.ours(jsonb_build_object('id', pg_temp.id('second'),
    'budget_line_id', pg_temp.id('line'), 'cost_code_id', pg_temp.id('code'),
    'amount', 10, 'currency', 'USD', 'description', 'Lamps', 'revision', 2,
    'revises_id', pg_temp.id('cost'), 'reverses_id', pg_temp.id('cost'),
    'transaction_date', '2026-11-20', 'idempotency_key', 'twice',
    'created_by', tests.user_id('pam'))), true),
  ('spending_authorities', pg_temp.ours(jsonb_build_object('id', pg_temp.id('authority'),
    'user_id', tests.user_id('pam'), 'cost_code_id', pg_temp.id('code'),
    'currency', 'USD', 'per_transaction', 10, 'cumulative', 100,
    'delegated_by', tests.user_id('sarah'))), true),
  ('transaction_approvals', pg_temp.ours(jsonb_build_object('id', pg_temp.id('signature'),
    'transaction_id', pg_temp.id('cost'), 'cost_code_id', pg_temp.id('code'),
    'maker_id', tests.user_id('pam'), 'position', 1, 'permission_key', 'cost:approve',
    'user_id', tests.user_id('sarah'), 'amount', 10)), true),
  ('emergency_overrides', pg_temp.ours(jsonb_build_object(
    'cost_code_id', pg_temp.id('code'), 'contingency_line_id', pg_temp.id('reserve'),
    'requested_by', tests.user_id('pam'), 'requested_at', '2026-11-20 10:00+00',
    'lapses_at', '2026-11-21 10:00+00', 'reason', 'Storm', 'duration_minutes', 60,
    'max_amount', 100, 'currency', 'USD')), false)
) as r (name, base, is_written);
do $$
declare
  v_row record;
begin
  for v_row in
    select r.base, t.oid from rows as r join film_tables as t using (name)
    where r.is_written order by r.place
  loop
    execute format('insert into %1$s (%2$s)
      select %2$s from jsonb_populate_record(null::%1$s, $1)', v_row.oid,
      (select string_agg(format('%I', k), ', ') from jsonb_object_keys(v_row.base) as k))
    using v_row.base;
  end loop;
end;
$$;
-- From here on one row of each, which differs from what is written in what is there once.
delete from rows as r using rows as s where r.name = s.name and r.place > s.place;
update rows as r set base = r.base - 'id' || n.news
from (values
  ('productions', jsonb_build_object('project_id', tests.create_project('Beta'))),
  ('union_agreements', '{"code": "UN-2"}'),
  ('union_rates', '{"valid_from": "2027-01-01", "valid_until": "2028-01-01"}'),
  ('department_prefixes', '{"prefix": "3400"}'),
  ('cost_codes', jsonb_build_object('id', pg_temp.id('next code'), 'code', '3302',
    'path', array[pg_temp.id('next code')])),
  ('cost_policies', '{"prefix": "3300"}'),
  ('approval_steps', '{"position": 2}'),
  ('budgets', '{"name": "Second"}'),
  ('budget_lines', '{}'),
  ('budget_moves', '{"idempotency_key": "twice"}'),
  ('cost_periods', '{"ends_on": "2026-11-30"}'),
  ('cost_imports', '{"idempotency_key": "twice"}'),
  ('cost_transactions', '{"idempotency_key": "thrice"}'),
  ('spending_authorities', '{}'),
  ('transaction_approvals', jsonb_build_object('position', 2,
    'user_id', tests.user_id('lin')))
) as n (name, news)
where r.name = n.name;

select is(
  tests.refused_by(t.oid, r.base), null, format('a row of %s is written (control)', r.name))
from rows as r join film_tables as t using (name) order by r.place;

-- what a value may be -------------------------------------------------------------------
create temporary table rules (
  place integer generated always as identity, name text, rule text, beyond jsonb,
  within jsonb, title text);
insert into rules (name, rule, beyond, within, title) values
  ('currencies', 'code_letters_check', '{"code": "usd"}', '{"code": "ZZY"}',
    'a currency has three capitals'),
  ('currencies', 'minor_units_range_check', '{"minor_units": 4}', '{"minor_units": 3}',
    'a currency has at most three decimals'),
  ('currencies', 'name_length_check', '{"name": ""}', '{"name": "Z"}',
    'a currency has a name'),
  ('override_calls', 'call_snake_case_check', '{"call": "Fly"}', '{"call": "fly_2"}',
    'a call under an override is snake case (F42)'),
  ('override_reason_kinds', 'label_length_check', '{"label": ""}', '{"label": "F"}',
    'a kind of emergency has a label (F40)'),
  ('override_reason_kinds', 'reason_kind_snake_case_check', '{"reason_kind": "Flood"}',
    '{"reason_kind": "flood_2"}', 'a kind of emergency is snake case (F40)'),
  ('earnings', 'earning_snake_case_check', '{"earning": "Tip"}', '{"earning": "tip_2"}',
    'an earning is snake case (F120)'),
  ('earnings', 'name_length_check', '{"name": ""}', '{"name": "T"}',
    'an earning has a name (F120)'),
  ('productions', 'phase_known_check', '{"phase": "lunch"}', '{"phase": "post"}',
    'a production is in one of five phases (F36)'),
  ('productions', 'phase_reason_length_check', '{"phase_reason": ""}',
    '{"phase_reason": "a"}', 'a phase has a reason (F36)'),
  ('union_agreements', 'code_grammar_check', '{"code": "un 2"}', '{"code": "UN-2-B"}',
    'the code of an agreement is capitals and digits (F30)'),
  ('union_agreements', 'covers_length_check', pg_temp.long('covers', 401),
    pg_temp.long('covers', 400), 'an agreement says in 400 characters what it covers'),
  ('union_agreements', 'guild_length_check', '{"guild": ""}', '{"guild": "G"}',
    'an agreement names its guild'),
  ('union_agreements', 'jurisdiction_length_check', '{"jurisdiction": ""}',
    '{"jurisdiction": "J"}', 'an agreement names where it holds'),
  ('union_agreements', 'ends_after_start_check',
    '{"valid_from": "2026-01-01", "valid_until": "2026-01-01"}',
    '{"valid_from": "2026-01-01", "valid_until": "2026-01-02"}',
    'an agreement ends after it begins'),
  ('union_agreements', 'window_finite_check', '{"valid_until": "infinity"}',
    '{"valid_until": "2030-01-01"}', 'an agreement ends on a day or not at all'),
  ('union_rates', 'rate_kind_known_check', '{"rate_kind": "bonus"}',
    '{"rate_kind": "pension"}', 'a rate is a wage or one of three contributions (F34)'),
  ('union_rates', 'amount_scale_check', '{"amount": 0}', '{"amount": 0.001}',
    'the amount of a rate is more than nothing (F34)'),
  ('union_rates', 'amount_has_unit_check', '{"unit": null}', '{"unit": "day"}',
    'the amount of a rate is per unit (F34)'),
  ('union_rates', 'unit_length_check', '{"unit": ""}', '{"unit": "d"}',
    'the unit of a rate has a name (F34)'),
  ('union_rates', 'amount_or_percent_check',
    '{"rate_kind": "pension", "percent": 5}',
    '{"rate_kind": "pension", "percent": 5, "amount": null, "unit": null,
      "currency": null}', 'a rate is an amount or a percentage (F34)'),
  ('union_rates', 'percent_range_check',
    '{"rate_kind": "pension", "percent": 101, "amount": null, "unit": null,
      "currency": null}',
    '{"rate_kind": "pension", "percent": 100, "amount": null, "unit": null,
      "currency": null}', 'a percentage is at most a hundred (F34)'),
  ('union_rates', 'wage_is_amount_check',
    '{"percent": 5, "amount": null, "unit": null, "currency": null}', '{"amount": 5}',
    'a wage is an amount (F34)'),
  ('union_rates', 'ceiling_of_contribution_check', '{"ceiling": 5}',
    '{"rate_kind": "health", "ceiling": 5}', 'a wage has no ceiling (F120)'),
  ('union_rates', 'ceiling_scale_check', '{"rate_kind": "health", "ceiling": 0}',
    '{"rate_kind": "health", "ceiling": 0.001}', 'a ceiling is more than nothing (F120)'),
  ('union_rates', 'money_has_currency_check', '{"currency": null}', '{"currency": "EUR"}',
    'the amount of a rate has a currency (F34)'),
  ('union_rates', 'classification_length_check', '{"classification": " Grip"}',
    '{"classification": "Grip"}', 'a classification has no blanks around it'),
  ('union_rates', 'ends_after_start_check', '{"valid_until": "2027-01-01"}',
    '{"valid_until": "2027-01-02"}', 'a rate ends after it begins (F34)'),
  ('union_rates', 'window_finite_check', '{"valid_until": "infinity"}',
    '{"valid_until": null}', 'a rate ends on a day or not at all (F34)'),
  ('rate_unlocks', 'ends_after_start_check', '{"ends_at": "2026-01-01"}',
    '{"ends_at": "2026-01-03"}', 'rates are unlocked for some time (F34)'),
  ('rate_unlocks', 'reason_length_check', '{"reason": ""}', '{"reason": "a"}',
    'rates are unlocked for a reason (F34)'),
  ('department_prefixes', 'category_known_check', '{"category": "on_line"}',
    '{"category": "above_line"}', 'a prefix stands above the line or below it (F33)'),
  ('department_prefixes', 'department_of_production_check',
    jsonb_build_object('project_id', null, 'department_id', tests.scope_id('Camera')),
    jsonb_build_object('department_id', tests.scope_id('Camera')),
    'a prefix that ships names no department (F44)'),
  ('department_prefixes', 'prefix_four_digits_check', '{"prefix": "34%"}',
    '{"prefix": "3401"}', 'a prefix has four digits (F44)'),
  ('cost_codes', 'category_known_check', '{"category": "on_line"}',
    '{"category": "above_line"}', 'a code stands above the line or below it (F33)'),
  ('cost_codes', 'code_grammar_check', '{"code": "33"}', '{"code": "3302-01"}',
    'a code begins with four digits (F26)'),
  ('cost_codes', 'kind_known_check', '{"kind": "folder"}', '{"kind": "header"}',
    'a code is a header or one of three accounts (F26)'),
  ('cost_codes', 'name_length_check', '{"name": ""}', '{"name": "a"}',
    'a code has a name (F26)'),
  ('cost_codes', 'source_code_length_check', '{"source_code": ""}',
    '{"source_code": "a"}', 'the number of the studio is not empty (F26)'),
  ('cost_codes', 'path_ends_in_self_check',
    jsonb_build_object('path', array[pg_temp.id('next code'), pg_temp.id('code')]),
    jsonb_build_object('path', array[pg_temp.id('code'), pg_temp.id('next code')]),
    'the path of a code ends in itself (F26)'),
  ('cost_policies', 'category_known_check', '{"category": "on_line"}',
    '{"category": "above_line"}', 'a policy is for a side of the line (F31)'),
  ('cost_policies', 'phase_known_check', '{"phase": "lunch"}', '{"phase": "prep"}',
    'a policy is for one of five phases (F31)'),
  ('cost_policies', 'prefix_four_digits_check', '{"prefix": "33%"}',
    '{"prefix": "3301"}', 'a policy is for four digits (F31)'),
  ('approval_steps', 'from_amount_scale_check', '{"from_amount": -1}',
    '{"from_amount": 0}', 'a step begins at no less than nothing (F113)'),
  ('approval_steps', 'kind_known_check', '{"kind": "gift"}', '{"kind": "payroll"}',
    'a step is for a kind of cost (F113)'),
  ('approval_steps', 'permission_key_signs_check', '{"permission_key": "budget:view:all"}',
    '{"permission_key": "transaction:approve"}', 'a step asks for a key that signs (F113)'),
  ('approval_steps', 'position_positive_check', '{"position": 0}', '{"position": 3}',
    'the first step is number one (F113)'),
  ('approval_steps', 'role_key_snake_case_check', '{"role_key": "Boss"}',
    '{"role_key": "boss"}', 'a step names a role by its key (F113)'),
  ('budgets', 'locked_together_check', '{"locked_at": "2026-01-01"}',
    jsonb_build_object('locked_at', '2026-01-01', 'locked_by', tests.user_id('pam')),
    'a locked version says who locked it'),
  ('budgets', 'name_length_check', '{"name": ""}', '{"name": "a"}',
    'a budget has a name'),
  ('budgets', 'version_positive_check', '{"version": 0}', '{"version": 2}',
    'the first version is number one'),
  ('budget_lines', 'amount_scale_check', '{"amount": -1}', '{"amount": 0}',
    'a line is worth no less than nothing'),
  ('budget_lines', 'approved_together_check', '{"approved_at": "2026-01-01"}',
    jsonb_build_object('approved_at', '2026-01-01', 'approved_by', tests.user_id('pam')),
    'a line that is approved says by whom (F116)'),
  ('budget_lines', 'description_length_check', pg_temp.long('description', 401),
    pg_temp.long('description', 400), 'a line is described in 400 characters'),
  ('budget_lines', 'estimate_to_complete_scale_check', '{"estimate_to_complete": -1}',
    '{"estimate_to_complete": 0}', 'an estimate is no less than nothing'),
  ('budget_lines', 'moved_scale_check', '{"moved": 0.0001}', '{"moved": -0.001}',
    'what was moved has three decimals (F119)'),
  ('budget_lines', 'note_length_check', pg_temp.long('note', 4001),
    pg_temp.long('note', 4000), 'a note on a line has 4000 characters'),
  ('budget_moves', 'amount_scale_check', '{"amount": 0}', '{"amount": 0.001}',
    'more than nothing moves (F119)'),
  ('budget_moves', 'idempotency_key_length_check', '{"idempotency_key": ""}',
    '{"idempotency_key": "a"}', 'the key of a move is not empty (F119)'),
  ('budget_moves', 'reason_length_check', '{"reason": ""}', '{"reason": "a"}',
    'money moves for a reason (F119)'),
  ('budget_moves', 'two_lines_check',
    jsonb_build_object('to_line_id', pg_temp.id('line')),
    jsonb_build_object('to_line_id', pg_temp.id('line'), 'from_line_id',
      pg_temp.id('reserve')), 'money moves between two lines (F119)'),
  ('cost_periods', 'ends_on_finite_check', '{"ends_on": "infinity"}',
    '{"ends_on": "2026-12-31"}', 'a period ends on a day'),
  ('cost_imports', 'idempotency_key_length_check', '{"idempotency_key": ""}',
    '{"idempotency_key": "a"}', 'the key of an import is not empty (F120)'),
  ('cost_imports', 'imported_positive_check', '{"imported": 0}', '{"imported": 2}',
    'an import brings something (F120)'),
  ('cost_imports', 'rejected_array_check', '{"rejected": {}, "is_partial": true}',
    '{"rejected": [1], "is_partial": true}', 'an import lists what it rejects (F120)'),
  ('cost_imports', 'rows_digest_sha256_check',
    jsonb_build_object('rows_digest', 'rows'::bytea),
    jsonb_build_object('rows_digest', sha256('more')),
    'an import keeps a digest of its rows (F120)'),
  ('cost_imports', 'whole_rejects_nothing_check', '{"rejected": [1]}',
    '{"rejected": [2], "is_partial": true}', 'a whole import rejects nothing (F120)'),
  ('cost_transactions', 'amount_scale_check', '{"amount": 0}', '{"amount": 0.001}',
    'a cost is more than nothing'),
  ('cost_transactions', 'approved_together_check', '{"approved_at": "2026-01-01"}',
    jsonb_build_object('approved_at', '2026-01-01', 'approved_by', tests.user_id('sarah')),
    'a cost that is signed says by whom (F116)'),
  ('cost_transactions', 'coding_object_check', '{"coding": []}', '{"coding": {"a": 1}}',
    'the coding of a cost is an object'),
  ('cost_transactions', 'credit_credits_check', '{"kind": "credit"}',
    jsonb_build_object('kind', 'credit', 'credits_id', pg_temp.id('cost')),
    'a credit names what it credits'),
  ('cost_transactions', 'description_length_check', '{"description": ""}',
    '{"description": "a"}', 'a cost is described'),
  ('cost_transactions', 'earning_snake_case_check', '{"earning": "Tip"}',
    '{"earning": "tip"}', 'a cost names an earning in snake case (F120)'),
  ('cost_transactions', 'idempotency_key_length_check', '{"idempotency_key": ""}',
    '{"idempotency_key": "a"}', 'the key of a cost is not empty'),
  ('cost_transactions', 'kind_known_check', '{"kind": "gift"}', '{"kind": "journal"}',
    'a cost is of one of six kinds'),
  ('cost_transactions', 'note_length_check', pg_temp.long('note', 4001),
    pg_temp.long('note', 4000), 'a note on a cost has 4000 characters'),
  ('cost_transactions', 'order_relieves_nothing_check',
    jsonb_build_object('kind', 'order', 'relieves_id', pg_temp.id('cost')),
    jsonb_build_object('relieves_id', pg_temp.id('cost')), 'an order relieves no order'),
  ('cost_transactions', 'payee_length_check', '{"payee": ""}', '{"payee": "a"}',
    'a payee has a name'),
  ('cost_transactions', 'posted_together_check', '{"posted_at": "2026-01-01"}',
    jsonb_build_object('posted_at', '2026-01-01', 'posted_by', tests.user_id('sarah')),
    'a cost that is posted says by whom (F116)'),
  ('cost_transactions', 'posted_was_signed_check', '{"status": "posted"}',
    jsonb_build_object('status', 'posted', 'approved_at', '2026-01-01',
      'approved_by', tests.user_id('sarah')),
    'a cost is signed before it is posted (F116)'),
  ('cost_transactions', 'reference_length_check', '{"reference": ""}',
    '{"reference": "a"}', 'a reference is not empty'),
  ('cost_transactions', 'revision_positive_check', '{"revision": 2}', '{"revision": 1}',
    'a second revision names the first'),
  ('cost_transactions', 'status_known_check', '{"status": "lost"}',
    '{"status": "signed"}', 'a cost is in one of four states'),
  ('cost_transactions', 'transaction_date_finite_check',
    '{"transaction_date": "infinity"}', '{"transaction_date": "2026-12-01"}',
    'a cost has a day'),
  ('cost_transactions', 'void_reason_length_check',
    jsonb_build_object('status', 'voided', 'voided_at', '2026-01-01', 'void_reason', '',
      'voided_by', tests.user_id('pam')),
    jsonb_build_object('status', 'voided', 'voided_at', '2026-01-01', 'void_reason', 'a',
      'voided_by', tests.user_id('pam')), 'a cost is voided for a reason'),
  ('cost_transactions', 'voided_together_check', '{"status": "voided"}',
    jsonb_build_object('status', 'voided', 'voided_at', '2026-01-01', 'void_reason', 'b',
      'voided_by', tests.user_id('pam')), 'a cost that is voided says when and by whom'),
  ('spending_authorities', 'cumulative_scale_check',
    '{"cumulative": 1000000000000}', '{"cumulative": 999999999999}',
    'an authority has an end in money (F113)'),
  ('spending_authorities', 'per_transaction_scale_check', '{"per_transaction": 0}',
    '{"per_transaction": 0.001}', 'an authority is for more than nothing (F113)'),
  ('spending_authorities', 'per_transaction_within_check', '{"per_transaction": 101}',
    '{"per_transaction": 100}', 'one cost is within the whole of an authority (F113)'),
  ('spending_authorities', 'within_cumulative_check', '{"spent": 60, "reserved": 41}',
    '{"spent": 60, "reserved": 40}', 'an authority is never exceeded (F113)'),
  ('spending_authorities', 'end_reason_length_check',
    '{"ended_at": "2026-01-01", "end_reason": ""}',
    '{"ended_at": "2026-01-01", "end_reason": "a"}',
    'an authority ends for a reason (F113)'),
  ('spending_authorities', 'ended_together_check', '{"ended_at": "2026-01-01"}',
    '{"ended_at": "2026-01-01", "end_reason": "b"}',
    'an authority that has ended says why (F113)'),
  ('spending_authorities', 'ends_after_start_check',
    '{"valid_from": "2026-01-01", "valid_until": "2026-01-01"}',
    '{"valid_from": "2026-01-01", "valid_until": "2026-01-02"}',
    'an authority ends after it begins (F113)'),
  ('spending_authorities', 'from_another_check',
    jsonb_build_object('id', pg_temp.id('next'), 'delegated_from', pg_temp.id('next')),
    jsonb_build_object('delegated_from', pg_temp.id('authority')),
    'an authority is passed on from another one (F113)'),
  ('spending_authorities', 'phases_known_check', '{"phases": ["lunch"]}',
    '{"phases": ["prep", "wrap"]}', 'an authority is for phases of a production (F113)'),
  ('spending_authorities', 'union_agreement_ids_some_check',
    '{"union_agreement_ids": []}',
    jsonb_build_object('union_agreement_ids', array[pg_temp.id('agreement')]),
    'an authority names some agreements or is for all (F113)'),
  ('spending_authorities', 'window_finite_check', '{"valid_until": "infinity"}',
    '{"valid_until": "2030-01-01"}', 'an authority ends on a day or not at all (F113)'),
  ('transaction_approvals', 'amount_scale_check', '{"amount": 0}', '{"amount": 0.001}',
    'a signature is for more than nothing (F113)'),
  ('transaction_approvals', 'permission_key_signs_check',
    '{"permission_key": "budget:view:all"}', '{"permission_key": "transaction:approve"}',
    'a signature is given with a key that signs (F113)'),
  ('transaction_approvals', 'position_positive_check', '{"position": 0}',
    '{"position": 3}', 'the first signature is number one (F113)'),
  ('emergency_overrides', 'duration_minutes_range_check', '{"duration_minutes": 0}',
    '{"duration_minutes": 10080}', 'an override lasts a minute to a week (F40)'),
  ('emergency_overrides', 'guild_approval_ref_length_check',
    '{"guild_approval_ref": ""}', '{"guild_approval_ref": "a"}',
    'the approval of a guild has a number (F40)'),
  ('emergency_overrides', 'lapses_after_request_check',
    '{"lapses_at": "2026-11-20 10:00+00"}', '{"lapses_at": "2026-11-20 10:01+00"}',
    'a request stands for some time (F40)'),
  ('emergency_overrides', 'max_amount_scale_check', '{"max_amount": 1000000000000}',
    '{"max_amount": 999999999999}', 'an override has an end in money (F40)'),
  ('emergency_overrides', 'moved_within_check', '{"moved": 101}', '{"moved": 100}',
    'no more is moved under an override than its amount (F40)'),
  ('emergency_overrides', 'spent_within_check', '{"spent": 101}', '{"spent": 100}',
    'no more is spent under an override than its amount (F40)'),
  ('emergency_overrides', 'reason_length_check', '{"reason": ""}', '{"reason": "a"}',
    'an override is asked for with a reason (F40)'),
  ('emergency_overrides', 'revoked_together_check', '{"status": "Revoked"}',
    '{"status": "Revoked", "revoked_at": "2026-11-20 10:20+00", "revoke_reason": "b"}',
    'an override that is revoked says when and why (F42)');
-- Later states stand on those before.
create function pg_temp.granted(p_more jsonb default '{}') returns jsonb
language sql stable as $$
  select jsonb_build_object('status', 'Granted', 'authorized_by', tests.user_id('sarah'),
    'authorized_at', '2026-11-20 10:00+00', 'ends_at', '2026-11-20 11:00+00') || p_more
$$;
create function pg_temp.active(p_more jsonb default '{}') returns jsonb
language sql stable as $$
  select pg_temp.granted('{"status": "Active", "started_at": "2026-11-20 10:10+00"}')
    || p_more
$$;
insert into rules (name, rule, beyond, within, title) values
  ('emergency_overrides', 'authorized_together_check',
    pg_temp.granted('{"status": "Requested"}'), pg_temp.granted(),
    'an override that is authorized is no request any more (F41)'),
  ('emergency_overrides', 'authorized_by_another_check',
    pg_temp.granted(jsonb_build_object('authorized_by', tests.user_id('pam'))),
    pg_temp.granted('{"spent": 0}'), 'an override is authorized by another person (F40)'),
  ('emergency_overrides', 'window_is_duration_check',
    pg_temp.granted('{"ends_at": "2026-11-20 12:00+00"}'),
    pg_temp.granted('{"ends_at": "2026-11-20 12:00+00", "duration_minutes": 120}'),
    'the window of an override is as long as was asked for (F118)'),
  ('emergency_overrides', 'started_check',
    pg_temp.granted('{"started_at": "2026-11-20 10:10+00"}'), pg_temp.active(),
    'an override that has started is active (F41)'),
  ('emergency_overrides', 'ended_check', pg_temp.active('{"status": "Completed"}'),
    pg_temp.active('{"status": "Completed", "ended_at": "2026-11-20 10:20+00"}'),
    'an override that is completed says when (F41)'),
  ('emergency_overrides', 'error_length_check',
    pg_temp.active('{"status": "Failed", "ended_at": "2026-11-20 10:20+00", "error": ""}'),
    pg_temp.active('{"status": "Failed", "ended_at": "2026-11-20 10:20+00",
      "error": "a"}'), 'the error of an override is not empty (F42)'),
  ('emergency_overrides', 'status_known_check', pg_temp.active('{"status": "Paused"}'),
    pg_temp.active('{"spent": 1}'), 'an override is in one of seven states (F41)'),
  ('emergency_overrides', 'revoke_reason_length_check',
    '{"status": "Revoked", "revoked_at": "2026-11-20 10:20+00", "revoke_reason": ""}',
    '{"status": "Revoked", "revoked_at": "2026-11-20 10:20+00", "revoke_reason": "a"}',
    'the reason to revoke an override is not empty (F42)');
select is(
  tests.refused_by(t.oid, r.base || w.beyond), format('%s_%s', w.name, w.rule), w.title)
from rules as w join rows as r using (name) join film_tables as t using (name)
order by w.place;
select is(
  tests.refused_by(t.oid, r.base || w.within), null,
  format('%s (control: a row that keeps to it)', w.title))
from rules as w join rows as r using (name) join film_tables as t using (name)
order by w.place;

-- what is there once --------------------------------------------------------------------
create temporary table once (name text, rule text, again jsonb, title text);
insert into once values
  ('union_agreements', 'project_id_code_key', '{"code": "UN-1"}',
    'a production has an agreement once'),
  ('union_rates', 'one_at_a_time_excl',
    '{"valid_from": "2026-12-31", "valid_until": "2027-02-01"}',
    'one rate of a kind holds at a time (F34)'),
  ('department_prefixes', 'project_id_prefix_key', '{"prefix": "3300"}',
    'a prefix belongs to one department (F44)'),
  ('cost_codes', 'project_id_code_key', '{"code": "3301"}',
    'a code stands in a chart once (F26)'),
  ('cost_policies', 'one_of_a_kind_key', '{"prefix": null}',
    'a policy is said once (F31)'),
  ('approval_steps', 'one_at_a_position_key', '{"position": 1}',
    'one step stands at a position (F113)'),
  ('budgets', 'project_id_name_version_key', '{"name": "First"}',
    'a version of a budget is there once'),
  ('budget_moves', 'idempotency_key_key', '{"idempotency_key": "once"}',
    'a key moves money once (F119)'),
  ('cost_imports', 'idempotency_key_key', '{"idempotency_key": "once"}',
    'a key imports once (F120)'),
  ('cost_transactions', 'idempotency_key_key', '{"idempotency_key": "once"}',
    'a key enters a cost once'),
  ('cost_transactions', 'reverses_id_key',
    jsonb_build_object('reverses_id', pg_temp.id('cost')), 'a cost is reversed once'),
  ('cost_transactions', 'revises_id_key',
    jsonb_build_object('revises_id', pg_temp.id('cost'), 'revision', 2),
    'a cost is revised once'),
  ('transaction_approvals', 'transaction_id_position_key', '{"position": 1}',
    'one person signs at a position (F113)'),
  ('transaction_approvals', 'transaction_id_user_id_key',
    jsonb_build_object('user_id', tests.user_id('sarah')),
    'a person signs a cost once (F113)');
select is(
  tests.refused_by(t.oid, r.base || o.again), format('%s_%s', o.name, o.rule), o.title)
from once as o join rows as r using (name) join film_tables as t using (name)
order by o.name, o.rule;

-- what exists elsewhere -----------------------------------------------------------------
-- Beside the column a row keeps what its checks ask for.
create temporary table links (name text, columns text[], beside jsonb default '{}');
insert into links (name, columns) values
  ('approval_steps', '{currency,department_id,project_id}'),
  ('budget_line_changes', '{budget_line_id,changed_by}'),
  ('budget_lines', '{budget_id,cost_code_id,elevation_id}'),
  ('budget_moves', '{budget_id,elevation_id,from_cost_code_id,from_line_id,moved_by,
    to_cost_code_id,to_line_id}'),
  ('budgets', '{created_by,currency,edited_by,project_id}'),
  ('cost_codes', '{department_id,parent_id,project_id,union_agreement_id}'),
  ('cost_imports', '{created_by,project_id}'),
  ('cost_period_rows', '{cost_code_id,currency,ends_on}'),
  ('cost_periods', '{closed_by,project_id}'),
  ('cost_policies', '{permission_role_id,project_id,union_agreement_id}'),
  ('cost_transactions', '{budget_line_id,cost_code_id,created_by,currency,elevation_id,
    payee_union_agreement_id,relieves_id,reverses_id}'),
  ('department_prefixes', '{department_id,project_id}'),
  ('emergency_overrides', '{contingency_line_id,cost_code_id,currency,reason_kind,
    requested_by}'),
  ('productions', '{currency,executive_producer_id,project_id}'),
  ('rate_unlocks', '{ended_by,project_id,union_agreement_id,unlocked_by}'),
  ('spending_authorities', '{cost_code_id,currency,delegated_by,delegated_from,user_id}'),
  ('transaction_approvals', '{authority_id,maker_id,transaction_id,user_id}'),
  ('union_agreements', '{project_id}'),
  ('union_rates', '{currency,entered_by,project_id,rate_unlock_id,union_agreement_id}');
insert into links values
  ('budget_lines', '{approved_by}', '{"approved_at": "2026-01-01"}'),
  ('budgets', '{locked_by}', '{"locked_at": "2026-01-01"}'),
  ('cost_transactions', '{approved_by}', '{"approved_at": "2026-01-01"}'),
  ('cost_transactions', '{posted_by}', '{"posted_at": "2026-01-01"}'),
  ('cost_transactions', '{voided_by}',
    '{"status": "voided", "voided_at": "2026-01-01", "void_reason": "a"}'),
  ('cost_transactions', '{credits_id}', '{"kind": "credit"}'),
  ('cost_transactions', '{revises_id}', '{"revision": 2}'),
  ('emergency_overrides', '{authorized_by}', pg_temp.granted()),
  ('emergency_overrides', '{revoked_by}', '{"status": "Revoked",
    "revoked_at": "2026-11-20 10:20+00", "revoke_reason": "a"}'),
  ('spending_authorities', '{ended_by}',
    '{"ended_at": "2026-01-01", "end_reason": "a"}');
create temporary table nowhere as
select l.name, c.name as column_name,
  l.beside || jsonb_build_object(c.name, case
    when a.atttypid = 'uuid'::regtype then to_jsonb(pg_temp.id('nobody'))
    when a.atttypid = 'date'::regtype then '"2020-01-01"'
    when c.name = 'currency' then '"QQQ"'
    else '"nothing"' end) as change
from links as l
cross join unnest(l.columns) as c (name)
join film_tables as t on t.name = l.name
join pg_attribute as a on a.attrelid = t.oid and a.attname = c.name;
select is(
  tests.refused_by(t.oid, r.base || n.change), format('%s_%s_fkey', n.name, n.column_name),
  format('%s of %s names something that exists', n.column_name, n.name))
from nowhere as n join rows as r using (name) join film_tables as t using (name)
order by n.name, n.column_name;

-- all of them ---------------------------------------------------------------------------
-- Left out is what another constraint implies: whoever breaks it breaks that one, too.
select set_eq(
  $$ select k.conname::text
     from pg_constraint as k join film_tables as t on t.oid = k.conrelid
     where k.contype in ('c', 'x', 'f') or k.contype = 'u' and not exists (
       select from pg_constraint as f where f.contype = 'f' and f.conindid = k.conindid
         and f.oid <> k.oid)
     union
     select c.relname::text
     from pg_index as i join film_tables as t on t.oid = i.indrelid
     join pg_class as c on c.oid = i.indexrelid
     where i.indisunique and not exists (
       select from pg_constraint as k where k.conindid = i.indexrelid) $$,
  $$ select name || '_' || rule from rules
     union select name || '_' || rule from once
     union select format('%s_%s_fkey', name, column_name) from nowhere
     union values
       -- The line, or the code, is one of the production.
       ('cost_transactions_project_id_fkey'), ('emergency_overrides_project_id_fkey'),
       ('spending_authorities_project_id_fkey'),
       -- A key that signs is one of two that ship.
       ('approval_steps_permission_key_fkey'),
       ('transaction_approvals_permission_key_fkey') $$,
  'every constraint of a table of film is tried here, or is implied by another one'
);

-- what is recorded ----------------------------------------------------------------------
-- Whoever lifts a guard does not lift the record: a row that nobody may change is recorded
-- when it changes all the same.
create function pg_temp.events_of(p_statement text) returns setof text
language plpgsql as $$
declare
  v_last bigint := coalesce((select max(q.id) from stagedoor.event_queue as q), 0);
begin
  execute p_statement;
  return query
  select distinct q.event from stagedoor.event_queue as q where q.id > v_last;
end;
$$;
do $$
declare
  v_trigger record;
begin
  for v_trigger in
    select t.oid, g.tgname from film_tables as t join pg_trigger as g on g.tgrelid = t.oid
    where g.tgname ~ '^_9[0-9]{2}_(record|revise)'
  loop
    execute format('alter table %s enable always trigger %I', v_trigger.oid,
      v_trigger.tgname);
  end loop;
end;
$$;
create temporary table lives (name text, noun text, changes jsonb);
insert into lives (name, noun, changes) values
  ('approval_steps', 'approval_step', '{"from_amount": 5}'),
  ('budget_lines', 'budget_line', '{"note": "a"}'),
  ('budget_moves', 'budget_move', '{"reason": "Snow"}'),
  ('budgets', 'budget', '{"name": "Third"}'),
  ('cost_codes', 'cost_code', '{"name": "Gels"}'),
  ('cost_imports', 'cost_import', '{"imported": 2}'),
  ('cost_periods', 'cost_period', jsonb_build_object('closed_by', tests.user_id('sarah'))),
  ('cost_policies', 'cost_policy', '{"allows_line_producer_edit": true}'),
  ('cost_transactions', 'cost', '{"note": "a"}'),
  ('currencies', 'currency', '{"name": "Zee"}'),
  ('department_prefixes', 'department_prefix', '{"category": "above_line"}'),
  ('earnings', 'earning', '{"name": "Tips"}'),
  ('emergency_overrides', 'override', '{"spent": 5}'),
  ('override_calls', 'override_call', '{"call": "soar"}'),
  ('override_reason_kinds', 'override_reason_kind', '{"label": "High water"}'),
  ('productions', 'production', '{"phase_reason": "Snow"}'),
  ('rate_unlocks', 'rate_unlock', '{"ended_at": "2026-01-01 12:00+00"}'),
  ('spending_authorities', 'spending_authority', '{"spent": 5}'),
  ('transaction_approvals', 'cost_approval', '{"released_at": "2026-12-01"}'),
  ('union_agreements', 'union_agreement', '{"covers": "Grips"}'),
  ('union_rates', 'union_rate', '{"amount": 11}');

-- A row is found again by its key, and differs from the one above in what is there once.
create temporary table keys as
select t.name, array_agg(a.attname::text) as columns
from film_tables as t
join pg_constraint as k on k.conrelid = t.oid and k.contype = 'p'
join pg_attribute as a on a.attrelid = t.oid and a.attnum = any (k.conkey)
group by t.name;
create temporary table steps as
select r.place, s.turn, l.noun || '.' || nullif(s.verb, 'written as it was') as event,
  s.statement,
  case s.verb
    when 'written as it was' then format('a row of %s that is %s is no event (F47)', l.name,
      s.verb)
    else format('the log knows that a row of %s is %s (F47)', l.name,
      concat_ws(' in ', s.verb, s.column_name))
  end as title
from lives as l
join rows as r using (name)
join film_tables as t using (name)
join keys as k using (name)
cross join lateral (
  select case when k.columns = '{id}' then jsonb_build_object('id', pg_temp.id('told'))
    else '{}' end || r.base as made
) as m
cross join lateral (
  select
    format('to_jsonb(t) @> %L', jsonb_object_agg(c, m.made -> c)) as there,
    format('to_jsonb(t) @> %L', jsonb_object_agg(c, (m.made || l.changes) -> c)) as then
  from unnest(k.columns) as c
) as w
cross join lateral (
  select 1 as turn, 'created' as verb, null as column_name, format('insert into %1$s (%2$s)
    select %2$s from jsonb_populate_record(null::%1$s, %3$L)', t.oid,
    (select string_agg(format('%I', c), ', ') from jsonb_object_keys(m.made) as c),
    m.made) as statement
  union all
  select 1 + c.turn, 'changed', c.key, format('update %1$s as t set %2$I =
    (jsonb_populate_record(null::%1$s, %3$L)).%2$I where %4$s', t.oid, c.key,
    l.changes, w.there)
  from jsonb_each(l.changes) with ordinality as c (key, value, turn)
  union all
  select 98, 'written as it was', null, format('update %1$s as t set %2$I = t.%2$I
    where %3$s', t.oid, (select min(c) from jsonb_object_keys(l.changes) as c), w.then)
  union all
  select 99, 'deleted', null, format('delete from %s as t where %s', t.oid, w.then)
) as s;
update steps set event = 'override.requested' where event = 'override.created';
select results_eq(
  format('select * from pg_temp.events_of(%L)', s.statement),
  format('select %1$L where %1$L is not null', s.event), s.title)
from steps as s order by s.place, s.turn;
select set_eq(
  $$ select name from lives $$,
  $$ select t.name from film_tables as t join pg_trigger as g on g.tgrelid = t.oid
     where g.tgname = '_900_record' $$,
  'every table of film that is recorded is tried here');
select set_eq(
  $$ select t.name from film_tables as t
     where not exists (
       select from pg_trigger as g where g.tgrelid = t.oid and g.tgname = '_900_record') $$,
  -- The history of a line stands beside the event of its change; a closed report beside
  -- that of its period.
  array['budget_line_changes', 'cost_period_rows'],
  'every table of film is recorded, or follows from one that is (F47)');

-- the guards, each alone ----------------------------------------------------------------
-- One trigger of a table fires and no other: what it refuses is refused by nothing else.
create function pg_temp.made(p_name text, p_change jsonb default '{}') returns text
language sql stable as $$
  select format('insert into %1$s (%2$s)
    select %2$s from jsonb_populate_record(null::%1$s, %3$L)', t.oid,
    (select string_agg(format('%I', c), ', ') from jsonb_object_keys(m.made) as c), m.made)
  from rows as r
  join film_tables as t using (name)
  join keys as k using (name)
  cross join lateral (
    select case when k.columns = '{id}' then jsonb_build_object('id', pg_temp.id('told'))
      else '{}' end || r.base || p_change as made
  ) as m
  where r.name = p_name
$$;
create function pg_temp.changed(p_name text, p_change jsonb) returns text
language sql stable as $$
  select format('update %1$s as t set (%2$s) = (
    select %2$s from jsonb_populate_record(null::%1$s, %3$L)) where to_jsonb(t) @> %4$L',
    t.oid, (select string_agg(format('%I', c), ', ') from jsonb_object_keys(p_change) as c),
    p_change,
    (select jsonb_object_agg(c, coalesce(r.base -> c, to_jsonb(pg_temp.id('told'))))
     from unnest(k.columns) as c))
  from rows as r
  join film_tables as t using (name)
  join keys as k using (name)
  where r.name = p_name
$$;
-- What the trigger says of a statement, after another one that it did not see.
create function pg_temp.said(
  p_name text, p_trigger text, p_statement text, p_before text default null
) returns jsonb
language plpgsql as $$
declare
  v_table regclass := (select t.oid from film_tables as t where t.name = p_name);
  v_code text;
  v_message text;
begin
  execute format('alter table %s disable trigger user', v_table);
  if p_before is not null then
    execute p_before;
  end if;
  execute format('alter table %s enable always trigger %I', v_table, p_trigger);
  execute p_statement;
  raise sqlstate 'TESTS';
exception
  when sqlstate 'TESTS' then
    return null;
  when others then
    get stacked diagnostics v_code = returned_sqlstate, v_message = message_text;
    return jsonb_build_object('code', v_code, 'message', v_message);
end;
$$;
update keys set columns = '{budget_line_id}' where name = 'budget_line_changes';
create temporary table money as
select m.name, m.trigger, c.name as column_name, m.beside
from (values
  ('approval_steps', '_100_check_money', '{from_amount}'::text[], '{}'::jsonb),
  ('budget_lines', '_100_check_money', '{amount,estimate_to_complete}', '{}'),
  ('cost_transactions', '_100_check_money', '{amount}', '{}'),
  ('emergency_overrides', '_110_check_money', '{max_amount,moved,spent}', '{}'),
  ('spending_authorities', '_100_check_money',
    '{cumulative,per_transaction,reserved,spent}', '{"cumulative": 50}'),
  ('union_rates', '_110_check_money', '{amount,ceiling}', '{"rate_kind": "health"}')
) as m (name, trigger, columns, beside)
cross join unnest(m.columns) as c (name);
select is(
  pg_temp.said(m.name, m.trigger, pg_temp.made(m.name,
    m.beside || jsonb_build_object(m.column_name, w.amount))) ->> 'code',
  w.code, format('%s is %s of %s', w.title, m.column_name, m.name))
from money as m
cross join (values (10.005, '22023', 'half a cent is refused that'),
  (10.50, null, 'half a dollar is written (control) that')) as w (amount, code, title);
select is(
  pg_temp.said(m.name, m.trigger,
    pg_temp.changed(m.name, jsonb_build_object(m.column_name, w.amount)),
    pg_temp.made(m.name, m.beside)) ->> 'code',
  w.code, format('%s becomes %s of %s', w.title, m.column_name, m.name))
from money as m
cross join (values (10.005, '22023', 'half a cent is refused that'),
  (10.50, null, 'half a dollar is written (control) that')) as w (amount, code, title);
select is(
  pg_temp.said(m.name, m.trigger, pg_temp.changed(m.name, '{"currency": "JPY"}'),
    pg_temp.made(m.name, m.beside || jsonb_build_object(m.column_name, 10.50)))
    ->> 'code', '22023',
  format('half a yen is refused that becomes %s of %s', m.column_name, m.name))
from money as m;

-- What is said of a value is the comment of its check.
select is(
  pg_temp.said(w.name, '_180_say_rules',
    pg_temp.changed(w.name, w.beyond), pg_temp.made(w.name)) ->> 'message',
  obj_description(k.oid, 'pg_constraint'), format('F86: the refusal says that %s', w.title))
from rules as w
join film_tables as t using (name)
join pg_constraint as k
  on k.conrelid = t.oid and k.conname = format('%s_%s', w.name, w.rule)
where (w.name, w.rule) in (
  ('budget_lines', 'estimate_to_complete_scale_check'),
  ('budget_lines', 'note_length_check'), ('cost_transactions', 'note_length_check'));

-- What was written down stays.
select is(
  pg_temp.said(k.name, k.trigger, format('truncate %s cascade', t.oid)) ->> 'code',
  '23514', format('%s is not emptied at once (F47)', k.name))
from (values
  ('budget_line_changes', '_110_refuse_truncate'),
  ('budget_moves', '_120_refuse_truncate'), ('cost_imports', '_120_refuse_truncate'),
  ('cost_period_rows', '_110_refuse_truncate'), ('cost_periods', '_110_refuse_truncate'),
  ('cost_transactions', '_120_refuse_truncate'),
  ('emergency_overrides', '_120_refuse_truncate'),
  ('transaction_approvals', '_110_refuse_truncate'),
  ('union_agreements', '_110_refuse_truncate'), ('union_rates', '_120_refuse_truncate')
) as k (name, trigger) join film_tables as t using (name);
select is(
  pg_temp.said(k.name, k.trigger, format('delete from %s', t.oid),
    pg_temp.made(k.name)) ->> 'code',
  '23514', format('a row of %s is not deleted (F47)', k.name))
from (values
  ('budget_line_changes', '_100_keep'), ('budget_moves', '_130_refuse_delete'),
  ('cost_imports', '_130_refuse_delete'), ('cost_period_rows', '_100_keep_closed'),
  ('cost_periods', '_100_keep_closed'), ('cost_transactions', '_130_refuse_delete'),
  ('emergency_overrides', '_130_refuse_delete'),
  ('transaction_approvals', '_130_refuse_delete')
) as k (name, trigger) join film_tables as t using (name);
select is(
  pg_temp.said(k.name, k.trigger, pg_temp.changed(k.name, k.change),
    pg_temp.made(k.name)) ->> 'code',
  k.code, format('a row of %s %s (F47)', k.name, k.title))
from (values
  ('budget_line_changes', '_100_keep', '{"amount": 5}'::jsonb, '23514',
    'keeps what it says'),
  ('budget_line_changes', '_100_keep', jsonb_build_object('changed_by',
    tests.user_id('pam')), null, 'changes with a person (control)'),
  ('budget_moves', '_110_guard', '{"reason": "Snow"}', '23514', 'keeps what it says'),
  ('budgets', '_100_guard', jsonb_build_object('created_by', tests.user_id('pam')),
    '23514', 'keeps who made it'),
  ('budgets', '_100_guard', '{"name": "Third"}', null, 'changes its name (control)'),
  ('cost_codes', '_100_place', jsonb_build_object('project_id', tests.project_id('Beta')),
    '23514', 'keeps its production'),
  ('cost_codes', '_100_place', '{"name": "Gels"}', null, 'changes its name (control)'),
  ('cost_imports', '_100_keep', '{"imported": 5}', '23514', 'keeps what it says'),
  ('cost_period_rows', '_100_keep_closed', '{"actual": 5}', '23514', 'keeps what it says'),
  ('cost_periods', '_100_keep_closed', jsonb_build_object('closed_by',
    tests.user_id('sarah')), '23514', 'keeps who closed it'),
  ('cost_transactions', '_110_guard', '{"description": "Gels"}', '23514',
    'keeps what it says'),
  ('cost_transactions', '_110_guard', '{"note": "Gels"}', null, 'takes a note (control)'),
  ('emergency_overrides', '_100_guard', '{"reason": "Snow"}', '23514',
    'keeps what it says'),
  ('rate_unlocks', '_100_only_end', '{"reason": "Snow"}', '23514', 'keeps what it says'),
  ('rate_unlocks', '_100_only_end', '{"ended_at": "2026-01-01 12:00+00"}', null,
    'ends (control)'),
  ('spending_authorities', '_110_guard', '{"cumulative": 500}', '23514',
    'keeps what it says'),
  ('spending_authorities', '_110_guard', '{"spent": 5}', null, 'is spent (control)'),
  ('transaction_approvals', '_100_guard', '{"amount": 5}', '23514', 'keeps what it says'),
  ('transaction_approvals', '_100_guard', '{"released_at": "2026-12-01"}', null,
    'is released (control)')
) as k (name, trigger, change, code, title);
-- What is checked as it comes is checked as it changes.
create temporary table guarded (name text, trigger text, change jsonb, code text,
  title text);
insert into guarded values
  ('approval_steps', '_110_check', jsonb_build_object('department_id',
    tests.scope_id('Alpha')), '23514', 'a step belongs to a department (F113)'),
  ('cost_codes', '_100_place', '{"code": "33"}', '22023',
    'a code begins with four digits (F44)'),
  ('cost_policies', '_100_check', '{"prefix": "33%"}', '22023',
    'a policy is for four digits and no wildcard (F31)'),
  ('department_prefixes', '_100_check', '{"prefix": "34%"}', '22023',
    'a prefix has four digits and no wildcard (F44)'),
  ('department_prefixes', '_100_check', jsonb_build_object('department_id',
    tests.scope_id('Alpha')), '23514', 'a prefix belongs to a department (F44)'),
  ('spending_authorities', '_110_guard', jsonb_build_object('union_agreement_ids',
    array[pg_temp.id('nobody')]), '23514', 'an authority names agreements (F113)'),
  ('cost_transactions', '_500_separate_duties', jsonb_build_object('approved_by',
    tests.user_id('pam'), 'approved_at', '2026-12-01'), '23514',
    'whoever enters a cost is no signer of it (F116)'),
  ('transaction_approvals', '_500_separate_duties', jsonb_build_object('user_id',
    tests.user_id('pam')), '23514', 'whoever enters a cost gives it no signature (F116)');
select is(
  pg_temp.said(g.name, g.trigger, pg_temp.made(g.name, g.change)) ->> 'code', g.code,
  format('%s, as it comes', g.title))
from guarded as g;
select is(
  pg_temp.said(g.name, g.trigger, pg_temp.changed(g.name, g.change),
    pg_temp.made(g.name)) ->> 'code', g.code, format('%s, as it changes', g.title))
from guarded as g;
select is(
  pg_temp.said(g.name, g.trigger, pg_temp.made(g.name)), null,
  format('a row of %s passes %s (control)', g.name, g.trigger))
from (select distinct name, trigger from guarded) as g;

-- strangers -----------------------------------------------------------------------------
-- A row of each table, a user who has nothing to do with any of them, and a token that
-- names no user.
select tests.create_user('sid');
create function pg_temp.count_of(p_table regclass, p_where text default 'true')
returns bigint
language plpgsql as $$
declare
  v_count bigint;
begin
  execute format('select count(*) from %s where %s', p_table, p_where) into v_count;
  return v_count;
end;
$$;
do $$
declare
  v_table record;
begin
  for v_table in select t.name, t.oid from film_tables as t loop
    execute format('alter table %s disable trigger user', v_table.oid);
  end loop;
  for v_table in
    select t.name, t.oid from film_tables as t join rows as r using (name) order by r.place
  loop
    if pg_temp.count_of(v_table.oid) = 0 then
      execute pg_temp.made(v_table.name);
    end if;
  end loop;
end;
$$;
create temporary table served as
select t.name, t.oid, exists (
    select from pg_attribute as a
    where a.attrelid = t.oid and a.attname = 'project_id') as is_of_somebody
from film_tables as t
where has_any_column_privilege('authenticated', t.oid, 'select');
grant select on served to public;
select is_empty(
  $$ select s.name from served as s where pg_temp.count_of(s.oid) = 0 $$,
  'each table of film has a row (control)');
select tests.authenticate_as('sid');
select is_empty(
  $$ select s.name, pg_temp.count_of(s.oid, 'project_id is not null') from served as s
     where s.is_of_somebody and pg_temp.count_of(s.oid, 'project_id is not null') > 0 $$,
  'a user without an access reads no row of a production (F6)');
select is_empty(
  $$ select s.name from served as s
     where not s.is_of_somebody and pg_temp.count_of(s.oid) = 0 $$,
  'a user without an access reads what ships with film (control)');
create temporary table written (name text, rows bigint);
do $$
declare
  v_name text;
  v_rows bigint;
begin
  foreach v_name in array array['budget_lines', 'cost_transactions'] loop
    execute format('update public.%I set note = %L', v_name, 'mine');
    get diagnostics v_rows = row_count;
    insert into written values (v_name, v_rows);
  end loop;
end;
$$;
select is_empty('select * from written where rows > 0',
  'a user without an access writes no note of a production (F6)');
select tests.speak('authenticated', '{"role": "authenticated"}');
select is_empty(
  $$ select s.name, pg_temp.count_of(s.oid) from served as s
     where pg_temp.count_of(s.oid) > 0 $$,
  'a token that names no user reads no row of film (F85)');
select tests.clear_authentication();

select * from finish();
rollback;
