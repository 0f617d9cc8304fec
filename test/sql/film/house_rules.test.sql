-- House rules of film: which columns of its tables are granted to whom.
begin;
select plan(4);

create temporary table film_tables as
select t.name, format('public.%I', t.name)::regclass as oid
from unnest(array['approval_steps', 'budget_line_changes', 'budget_lines', 'budget_moves',
  'budgets', 'cost_codes', 'cost_imports', 'cost_period_rows', 'cost_periods',
  'cost_policies', 'cost_transactions', 'currencies', 'department_prefixes', 'earnings',
  'emergency_overrides', 'override_reason_kinds', 'productions', 'rate_unlocks',
  'spending_authorities', 'transaction_approvals', 'union_agreements', 'union_rates'])
  as t (name);

-- Who may use which columns, whether they are granted one by one or with their table.
create temporary view used as
select
  t.name, r.role, p.privilege,
  string_agg(a.attname, ' ' order by a.attname) filter (
    where has_column_privilege(r.role, t.oid, a.attnum, p.privilege)) as columns,
  bool_and(has_column_privilege(r.role, t.oid, a.attnum, p.privilege)) as is_whole
from film_tables as t
cross join unnest(array['anon', 'authenticated', 'service_role']) as r (role)
cross join unnest(array['select', 'insert', 'update']) as p (privilege)
join pg_attribute as a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
group by t.name, r.role, p.privilege;

select set_eq(
  $$ select u.role, u.name, u.privilege, u.columns from used as u
     where u.privilege <> 'select' and u.columns is not null $$,
  $$ select r.role, w.name, 'update', w.columns
     from unnest(array['authenticated', 'service_role']) as r (role)
     cross join (values ('budget_lines', 'estimate_to_complete note'),
       ('cost_transactions', 'note')) as w (name, columns) $$,
  'a user and the service key write notes and estimates of film and no other column: every '
  'amount, state and person is written by a call (F29)'
);
select set_eq(
  $$ select u.role, u.name from used as u
     where u.privilege = 'select' and u.columns is not null and u.is_whole $$,
  $$ select r.role, t.name from film_tables as t
     cross join unnest(array['authenticated', 'service_role']) as r (role) $$,
  'a user and the service key read the tables of film, and anon reads none'
);
select is_empty(
  $$ select u.role, u.name, u.columns from used as u
     where u.privilege = 'select' and u.columns is not null and not u.is_whole $$,
  'every table of film is read with all of its columns'
);
select is_empty(
  $$ select t.name, r.role from film_tables as t
     cross join unnest(array['anon', 'authenticated', 'service_role']) as r (role)
     where has_table_privilege(r.role, t.oid, 'delete') $$,
  'no request role deletes a row of film by hand'
);

select * from finish();
rollback;
