-- Payroll: a week of it imported, every row that does not fit named.
--
-- All rows are checked at once, in few statements, because a payroll has thousands of them
-- and an accountant waits. What is checked here the tables check again.

create function stagedoor_film.payroll_codes(p_project_id uuid)
returns table (
  code text, prefix text, id uuid, category text, is_postable boolean, department text,
  is_open boolean, agreement_code text
)
language sql
stable
security definer
set search_path = ''
as $$
  -- Reads the chart, of which a request sees its own part only. Each department and each
  -- agreement is asked for once.
  with places as materialized (
    select
      s.id, stagedoor_film.chart_key(s.name) as department,
      stagedoor.can('transaction:create', s.id) as is_open
    from stagedoor.scopes as s
    where s.id = p_project_id
      or (s.project_id = p_project_id and s.scope_type = 'department')
  ),
  agreements as materialized (
    select
      u.union_agreement_id as id,
      (stagedoor_film.agreement_for(p_project_id, u.union_agreement_id)).code as code
    from (
      select distinct c.union_agreement_id
      from public.cost_codes as c
      where c.project_id = p_project_id and c.union_agreement_id is not null
    ) as u
  )
  select
    c.code, c.prefix, c.id, c.category, c.is_postable,
    case when c.department_id is not null then p.department end,
    coalesce(p.is_open, false), a.code
  from public.cost_codes as c
  left join places as p on p.id = coalesce(c.department_id, c.project_id)
  left join agreements as a on a.id = c.union_agreement_id
  where c.project_id = p_project_id
$$;

comment on function stagedoor_film.payroll_codes is
'The chart as a payroll is held against it.

department: as a chart spells it; is_open: the caller enters costs there.';

create function stagedoor_film.payroll_lines(p_project_id uuid, p_cost_code_ids uuid[])
returns table (cost_code_id uuid, currency text, id uuid)
language sql
stable
security definer
set search_path = ''
as $$
  -- Reads lines, of which a request sees its own part only. A reserve pays nobody.
  select distinct on (l.cost_code_id, l.currency) l.cost_code_id, l.currency, l.id
  from public.budget_lines as l
  where l.project_id = p_project_id
    and l.cost_code_id = any (p_cost_code_ids)
    and l.budget_id in (select stagedoor_film.budgets_in_force(p_project_id))
    and not l.is_contingency
  order by l.cost_code_id, l.currency, l.created_at, l.id
$$;

comment on function stagedoor_film.payroll_lines is
'The line that pays for a code in a currency, of the budgets in force.

The first that was entered where there are several.';

create function stagedoor_film.payroll_rows(p_rows jsonb)
returns table (
  n bigint, cost_code text, line_code text, department text, union_agreement text,
  payee text, earning text, hours text, amount text, currency text, description text,
  week_ending text, day date, value numeric, unknown text, is_flat boolean
)
language sql
immutable
set search_path = ''
as $$
  select
    r.n,
    r.fields ->> 'cost_code',
    coalesce(nullif(r.fields ->> 'line_code', ''), r.fields ->> 'cost_code'),
    btrim(r.fields ->> 'department'),
    coalesce(r.fields ->> 'union_agreement', ''),
    btrim(r.fields ->> 'payee'),
    btrim(r.fields ->> 'earning'),
    btrim(r.fields ->> 'hours'),
    r.fields ->> 'amount',
    r.fields ->> 'currency',
    coalesce(nullif(btrim(r.fields ->> 'description'), ''), btrim(r.fields ->> 'earning')),
    r.fields ->> 'week_ending',
    -- A day that is none would be an error of the whole payroll.
    case
      when r.fields ->> 'week_ending' ~ '^[12][0-9]{3}-(0[1-9]|1[0-2])-[0-3][0-9]$' then
        case
          when right(r.fields ->> 'week_ending', 2)::integer between 1 and extract(
            day from (left(r.fields ->> 'week_ending', 8) || '01')::pg_catalog.date
              + interval '1 month' - interval '1 day')
          then (r.fields ->> 'week_ending')::pg_catalog.date
        end
    end,
    case
      when r.fields ->> 'amount' ~ '^[0-9]{1,30}([.][0-9]{1,30})?$'
      then (r.fields ->> 'amount')::pg_catalog.numeric
    end,
    (
      select min(k.key)
      from jsonb_object_keys(r.fields) as k (key)
      where k.key not in (
        'week_ending', 'payee', 'department', 'cost_code', 'line_code', 'union_agreement',
        'earning', 'hours', 'amount', 'currency', 'description')
    ),
    r.is_object and not exists (
      select from jsonb_each(r.fields) as v
      where jsonb_typeof(v.value) not in ('string', 'number', 'null')
    )
  from (
    select
      e.n, jsonb_typeof(e.value) = 'object' as is_object,
      case when jsonb_typeof(e.value) = 'object' then e.value else '{}' end as fields
    from jsonb_array_elements(p_rows) with ordinality as e (value, n)
  ) as r
$$;

comment on function stagedoor_film.payroll_rows is
'The rows of a payroll, with what is a day and what is an amount in them.

line_code falls to the code itself, description to the earning.';

create function stagedoor_film.check_payroll(p_project_id uuid, p_rows jsonb)
returns table (
  n bigint, checkpoint text, expected text, actual text, cost_code_id uuid,
  budget_line_id uuid, agreement_id uuid, payee text, earning text, hours text,
  amount numeric, currency text, description text, day date
)
language sql
stable
security definer
set search_path = ''
as $$
  -- Reads the chart, lines and agreements, of which a request sees its own part only.
  with codes as materialized (
    select c.* from stagedoor_film.payroll_codes(p_project_id) as c
  ),
  prefixes as materialized (
    select distinct c.prefix from codes as c
  ),
  rows as materialized (
    select r.* from stagedoor_film.payroll_rows(p_rows) as r
  ),
  lines as materialized (
    select l.*
    from stagedoor_film.payroll_lines(p_project_id, array(
      select distinct c.id from rows as r join codes as c on c.code = r.line_code)) as l
  ),
  currencies as (
    select l.cost_code_id, string_agg(l.currency, ' or ' order by l.currency) as currency
    from lines as l
    group by l.cost_code_id
  ),
  agreements as materialized (
    select distinct on (a.code) a.id, a.code, a.valid_from, a.valid_until
    from public.union_agreements as a
    where a.project_id = p_project_id or a.project_id is null
    order by a.code, a.project_id is null
  ),
  closed as materialized (
    select stagedoor_film.closed_until(p_project_id) as until
  ),
  found as (
    select
      r.*, c.id as code_id, c.prefix, c.category, c.is_postable, c.agreement_code,
      c.is_open,
      coalesce(c.department, '') as code_department,
      lc.id as line_code_id, lc.category as line_category, lc.is_open as line_is_open,
      lc.is_postable as line_is_postable,
      l.id as line_id, coalesce(o.currency, '') as line_currency,
      a.id as payee_agreement_id, a.valid_from, a.valid_until,
      coalesce(m.minor_units, lm.minor_units, 3) as minor_units
    from rows as r
    left join codes as c on c.code = r.cost_code
    left join codes as lc on lc.code = r.line_code
    left join currencies as o on o.cost_code_id = lc.id
    left join lines as l on l.cost_code_id = lc.id and l.currency = r.currency
    left join agreements as a on a.code = r.union_agreement
    left join public.currencies as m on m.code = r.currency
    left join public.currencies as lm on lm.code = o.currency
  )
  select
    f.n, w.checkpoint, left(w.expected, 200), left(w.actual, 60), f.code_id, f.line_id,
    f.payee_agreement_id, nullif(f.payee, ''), nullif(f.earning, ''), nullif(f.hours, ''),
    f.value, f.currency, f.description, f.day
  from found as f
  left join lateral (
    select c.checkpoint, c.expected, c.actual
    from (values
      (1, not f.is_flat, 'row', 'an object of texts and numbers', null),
      (2, f.unknown is not null, 'row',
        'week_ending, payee, department, cost_code, line_code, union_agreement, earning, '
          'hours, amount, currency, description', f.unknown),
      (3, f.day is null, 'row', 'week_ending: a day, such as 2026-11-21', f.week_ending),
      (4, f.day <= (select c.until from closed as c), 'row',
        'week_ending: after ' || (select c.until from closed as c), f.week_ending),
      (5, char_length(f.payee) > 200, 'row', 'payee: at most 200 characters', f.payee),
      (6, f.earning <> ''
          and (f.earning !~ '^[a-z][a-z0-9_]*$' or char_length(f.earning) > 60),
        'row', 'earning: lower case, digits and underscores, such as straight_time',
        f.earning),
      (7, f.hours <> '' and f.hours !~ '^[0-9]{1,6}([.][0-9]{1,4})?$', 'row',
        'hours: a number', f.hours),
      (8, (char_length(f.description) between 1 and 400) is not true, 'row',
        'description: 1 to 400 characters', f.description),
      -- The code: by its digits, by its grammar, in the chart, an account, its department.
      (10, char_length(substring(coalesce(f.cost_code, '') from '^[0-9]*')) <> 4,
        'cost_code_prefix', 'four digits',
        regexp_replace(coalesce(f.cost_code, ''), '[.-].*$', '')),
      (11, f.cost_code !~ '^[0-9]{4}([.-][0-9A-Z]+)*$', 'cost_code_prefix', 'grammar',
        f.cost_code),
      (12, left(f.cost_code, 4) not in (select p.prefix from prefixes as p),
        'cost_code_prefix', 'a prefix of the chart', f.cost_code),
      (13, f.code_id is null, 'cost_code_prefix', 'a code of the chart', f.cost_code),
      (14, not f.is_postable, 'cost_code_prefix', 'a code that takes costs', f.cost_code),
      (15, f.department <> ''
          and stagedoor_film.chart_key(f.department) <> f.code_department,
        'cost_code_prefix', f.department, f.code_department),
      (16, not f.is_open, 'cost_code_prefix', 'a department in which you enter costs',
        f.code_department),
      (17, f.line_code_id is null or not f.line_is_postable or not f.line_is_open,
        'cost_code_prefix', 'line_code: a code of the chart that takes costs', f.line_code),
      (20, f.agreement_code is not null and f.union_agreement <> f.agreement_code,
        'union_jurisdiction', f.agreement_code, f.union_agreement),
      (21, f.union_agreement <> '' and f.payee_agreement_id is null, 'union_jurisdiction',
        'the code of an agreement', f.union_agreement),
      (22, f.day < f.valid_from, 'union_jurisdiction', 'valid on ' || f.day,
        f.union_agreement || ' from ' || f.valid_from),
      (23, f.day >= f.valid_until, 'union_jurisdiction', 'valid on ' || f.day,
        f.union_agreement || ' until ' || f.valid_until),
      -- Overtime below the line is not paid from a line above it (F33).
      (30, f.line_category <> f.category, 'category', f.category, f.line_category),
      (40, f.line_currency = '', 'budget_line', 'a line of a budget in force', f.line_code),
      (50, (f.value > 0 and f.value < 1e12
          and scale(trim_scale(f.value)) <= f.minor_units) is not true,
        'amount', format('at most %s decimals, above zero', f.minor_units), f.amount),
      (60, f.line_id is null, 'currency', f.line_currency, f.currency)
    ) as c (position, is_wrong, checkpoint, expected, actual)
    where c.is_wrong
    order by c.position
    limit 1
  ) as w on true
$$;

comment on function stagedoor_film.check_payroll is
'Rows of a payroll as costs, each with what is wrong with it (F44, F45).

checkpoint: the first that it fails, null where it fits.';

create function stagedoor_film.same_import(
  p_project_id uuid, p_idempotency_key text, p_rows_digest bytea
)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads the caller's imports, also where they see none.
declare
  v_there public.cost_imports;
begin
  select i.* into v_there
  from public.cost_imports as i
  where i.project_id = p_project_id
    and i.created_by = stagedoor.caller_id()
    and i.idempotency_key = p_idempotency_key;
  if not found then
    return null;
  elsif v_there.rows_digest <> p_rows_digest then
    raise unique_violation using
      message = 'That idempotency key stands for other rows',
      detail = json_build_object('error_code', 'IDEMPOTENCY_KEY', 'id', v_there.id),
      hint = 'Other rows have another key.';
  end if;
  return jsonb_build_object('imported', v_there.imported, 'rejected', v_there.rejected);
end;
$$;

comment on function stagedoor_film.same_import is
'What the caller was answered under a key already, null for nothing.

Raises 23505, IDEMPOTENCY_KEY, for other rows.';

create function stagedoor_film.import_transactions(
  p_project_id      uuid,
  p_rows            jsonb,
  p_idempotency_key text,
  p_partial         boolean default false
)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes costs and imports, which no request role may. The checks of the tables bind all
-- the same.
declare
  v_is_partial   constant boolean := coalesce(p_partial, false);
  v_digest       pg_catalog.bytea;
  v_elevation_id pg_catalog.uuid;
  v_there        pg_catalog.jsonb;
  v_import       public.cost_imports;
  v_rejected     pg_catalog.jsonb;
  v_fits         pg_catalog.jsonb;
begin
  if p_rows is null or jsonb_typeof(p_rows) <> 'array'
    or jsonb_array_length(p_rows) not between 1 and 5000
  then
    raise invalid_parameter_value using
      message = 'A payroll is an array of 1 to 5000 rows',
      detail = json_build_object(
        'actual', case jsonb_typeof(p_rows)
          when 'array' then jsonb_array_length(p_rows)::pg_catalog.text
          else jsonb_typeof(p_rows) end);
  elsif (char_length(p_idempotency_key) between 1 and 200) is not true then
    raise invalid_parameter_value using
      message = 'An idempotency key has 1 to 200 characters',
      detail = '{"field":"idempotency_key"}';
  end if;
  v_digest := sha256(convert_to(p_rows::pg_catalog.text, 'UTF8'));
  v_elevation_id := stagedoor_film.require_shared(
    'transaction:create', p_project_id, p_project_id);

  v_there := stagedoor_film.same_import(p_project_id, p_idempotency_key, v_digest);
  if v_there is not null then
    return v_there;
  end if;

  select
    coalesce(
      jsonb_agg(
        jsonb_build_object(
          'row', c.n, 'checkpoint', c.checkpoint, 'expected', c.expected,
          'actual', c.actual)
        order by c.n) filter (where c.checkpoint is not null), '[]'),
    coalesce(
      jsonb_agg(to_jsonb(c) order by c.n) filter (where c.checkpoint is null), '[]')
  into v_rejected, v_fits
  from stagedoor_film.check_payroll(p_project_id, p_rows) as c;
  -- Nothing went in: under the same key the rows may be sent again, put right.
  if v_fits = '[]' or (v_rejected <> '[]' and not v_is_partial) then
    return jsonb_build_object('imported', 0, 'rejected', v_rejected);
  end if;

  -- Whoever sends a payroll twice at once waits here for the first.
  insert into public.cost_imports as i (
    project_id, idempotency_key, rows_digest, is_partial, imported, rejected, created_by
  )
  values (
    p_project_id, p_idempotency_key, v_digest, v_is_partial, jsonb_array_length(v_fits),
    v_rejected, stagedoor.caller_id()
  )
  on conflict on constraint cost_imports_idempotency_key_key do nothing
  returning i.* into v_import;
  if not found then
    return stagedoor_film.same_import(p_project_id, p_idempotency_key, v_digest);
  end if;

  insert into public.cost_transactions (
    project_id, budget_line_id, cost_code_id, kind, amount, currency, description, payee,
    payee_union_agreement_id, earning, transaction_date, coding, idempotency_key,
    created_by, elevation_id
  )
  select
    p_project_id, r.budget_line_id, r.cost_code_id, 'payroll', r.amount, r.currency,
    r.description, r.payee, r.agreement_id, r.earning, r.day,
    case when r.hours is null then '{}' else jsonb_build_object('hours', r.hours) end,
    format('import %s row %s', v_import.id, r.n), v_import.created_by, v_elevation_id
  from jsonb_to_recordset(v_fits) as r (
    n bigint, cost_code_id uuid, budget_line_id uuid, agreement_id uuid, payee text,
    earning text, hours text, amount numeric, currency text, description text, day date
  )
  order by r.n;
  return jsonb_build_object('imported', v_import.imported, 'rejected', v_rejected);
end;
$$;

comment on function stagedoor_film.import_transactions is
'Implementation of public.import_transactions.';

-- Privileges.

revoke all on function
  stagedoor_film.payroll_codes,
  stagedoor_film.payroll_lines,
  stagedoor_film.payroll_rows,
  stagedoor_film.check_payroll,
  stagedoor_film.same_import,
  stagedoor_film.import_transactions
from public, anon, authenticated, service_role;
grant execute on function stagedoor_film.import_transactions to authenticated;
