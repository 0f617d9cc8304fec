-- The chart of a production, imported: all rows of it, or nothing and what is wrong.

create function stagedoor_film.chart_key(p_name text)
returns text
language sql
immutable
set search_path = ''
as $$
  select btrim(regexp_replace(lower(p_name), '[^[:alnum:]]+', '_', 'g'), '_')
$$;

comment on function stagedoor_film.chart_key is
'How a chart spells a department: Set dressing and set_dressing are one.';

create function stagedoor_film.find_department(
  p_project_id uuid, p_name text, p_may_create boolean
)
returns uuid
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads departments, of which a request sees its own part only, and makes one where the
-- caller may.
declare
  v_ids pg_catalog.uuid[];
begin
  select array_agg(s.id) into v_ids
  from stagedoor.scopes as s
  where s.parent_id = p_project_id
    and s.scope_type = 'department'
    and not s.is_archived
    and stagedoor_film.chart_key(s.name) = stagedoor_film.chart_key(p_name);
  if cardinality(v_ids) > 1 then
    raise invalid_parameter_value using
      message = format('Several departments are called %s', left(p_name, 60)),
      detail = json_build_object(
        'error_code', 'DEPARTMENT', 'expected', 'the name of one department',
        'actual', left(p_name, 60));
  elsif v_ids is not null then
    return v_ids[1];
  elsif p_may_create then
    return stagedoor.create_department(
      p_project_id, upper(left(p_name, 1)) || replace(substr(p_name, 2), '_', ' '));
  end if;
  raise invalid_parameter_value using
    message = format('There is no department %s', left(p_name, 60)),
    detail = json_build_object(
      'error_code', 'DEPARTMENT', 'expected', 'a department of the production',
      'actual', left(p_name, 60)),
    hint = 'Create it, or import with p_create_departments.';
end;
$$;

comment on function stagedoor_film.find_department is
'The department of a production that a chart means.

Made where it is not there and p_may_create. Raises 22023 where several are called so, or
none is and none may be made.';

create function stagedoor_film.enter_code(
  p_project_id uuid, p_row jsonb, p_department_id uuid
)
returns boolean
language plpgsql
volatile
security definer
set search_path = ''
set plan_cache_mode = force_generic_plan
as $$
-- Writes the chart, which no request role may. The caller has locked the production; the
-- rules of the tree are those of the tables.
declare
  v_code          pg_catalog.text := p_row ->> 'code';
  v_there         public.cost_codes;
  v_parent        public.cost_codes;
  v_agreement_id  pg_catalog.uuid;
  v_new           public.cost_codes;
  v_bucket        public.department_prefixes;
begin
  v_new.source_code := nullif(btrim(p_row ->> 'source_code'), '');
  v_new.name := btrim(p_row ->> 'name');
  v_new.category := btrim(p_row ->> 'category');
  v_new.kind := coalesce(nullif(btrim(p_row ->> 'kind'), ''), 'account');

  if p_row ->> 'parent_code' <> '' then
    select c.* into v_parent
    from public.cost_codes as c
    where c.project_id = p_project_id and c.code = p_row ->> 'parent_code';
  end if;
  if p_row ->> 'union_agreement' <> '' then
    v_agreement_id := stagedoor_film.agreement_coded(
      p_project_id, p_row ->> 'union_agreement');
  end if;

  select c.* into v_there
  from public.cost_codes as c
  where c.project_id = p_project_id and c.code = v_code;
  if found then
    -- An agreement of the production stands in for the one that ships, here too.
    if (v_there.parent_id, v_there.name, v_there.category, v_there.kind,
        (stagedoor_film.agreement_for(p_project_id, v_there.union_agreement_id)).id,
        v_there.source_code)
      is not distinct from (v_parent.id, v_new.name, v_new.category, v_new.kind,
        v_agreement_id, v_new.source_code)
      and (p_department_id is null or v_there.department_id = p_department_id)
    then
      return false;
    end if;
    raise unique_violation using
      message = format('%s is in the chart already, as something else', v_code),
      detail = json_build_object(
        'error_code', 'CODE', 'expected', 'a code that is not in the chart',
        'actual', v_code),
      hint = 'Change it with save_cost_code and move_cost_code.';
  end if;

  -- Only what differs from the branch needs an entry of its own. An entry is for all codes
  -- with the prefix: it never moves one that is there.
  v_bucket := stagedoor_film.bucket_of(p_project_id, v_parent.path, left(v_code, 4));
  if p_department_id is not null
    and v_bucket.department_id is distinct from p_department_id
  then
    if v_bucket.project_id is not null and v_bucket.prefix = left(v_code, 4) or exists (
      select from public.cost_codes as c
      where c.project_id = p_project_id
        and c.prefix = left(v_code, 4)
        and c.department_id is distinct from p_department_id
    ) then
      raise check_violation using
        message = format('%s belongs to another department', left(v_code, 4)),
        detail = json_build_object(
          'error_code', 'DEPARTMENT',
          'expected', coalesce((
            select s.name from stagedoor.scopes as s where s.id = v_bucket.department_id
          ), 'no department'),
          'actual', left(p_row ->> 'department', 60)),
        hint = 'One prefix is one department: save_department_prefix moves it as a whole.';
    end if;
    insert into public.department_prefixes (project_id, prefix, department_id, category)
    values (p_project_id, left(v_code, 4), p_department_id, v_new.category);
  end if;

  insert into public.cost_codes (
    project_id, parent_id, code, source_code, name, category, kind, union_agreement_id
  )
  values (
    p_project_id, v_parent.id, v_code, v_new.source_code, v_new.name, v_new.category,
    v_new.kind, v_agreement_id
  );
  return true;
end;
$$;

comment on function stagedoor_film.enter_code is
'Enter one row of a chart; whether it was new.

Raises what the tables raise, with expected and actual in the details; 23505 for a code that
is there as something else.';

create function stagedoor_film.check_code_row(p_project_id uuid, p_row jsonb)
returns table (checkpoint text, expected text, actual text)
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads agreements, of which a request sees its own part only.
declare
  c_known constant pg_catalog.text[] := array[
    'code', 'parent_code', 'name', 'category', 'department', 'kind', 'union_agreement',
    'source_code', 'line'];
  v_code    pg_catalog.text := p_row ->> 'code';
  v_unknown pg_catalog.text;
begin
  if jsonb_typeof(p_row) <> 'object' then
    return query select 'row', 'an object', left(p_row::pg_catalog.text, 60);
    return;
  end if;
  select k.key into v_unknown
  from jsonb_object_keys(p_row) as k (key)
  where k.key <> all (c_known)
  order by k.key
  limit 1;
  return query
  select c.checkpoint, c.expected, left(c.actual, 60)
  from (values
    (1, v_unknown is not null, 'row', array_to_string(c_known, ', '), v_unknown),
    (2, (v_code ~ '^[0-9]{4}([.-][0-9A-Z]+)*$' and char_length(v_code) <= 40) is not true,
      'code', 'four digits, then groups of digits and capitals after . or -', v_code),
    (3, (char_length(btrim(p_row ->> 'name')) between 1 and 200) is not true,
      'name', '1 to 200 characters', p_row ->> 'name'),
    (4, coalesce(btrim(p_row ->> 'category'), '') not in ('above_line', 'below_line'),
      'category', 'above_line or below_line', p_row ->> 'category'),
    (5, coalesce(btrim(p_row ->> 'kind'), '') not in (
        '', 'header', 'account', 'fringe', 'contingency'),
      'kind', 'header, account, fringe or contingency', p_row ->> 'kind'),
    (6, char_length(btrim(p_row ->> 'source_code')) > 60,
      'source_code', 'at most 60 characters', p_row ->> 'source_code'),
    (7, p_row ->> 'union_agreement' <> '' and stagedoor_film.agreement_coded(
        p_project_id, p_row ->> 'union_agreement') is null,
      'union_agreement', 'the code of an agreement', p_row ->> 'union_agreement')
  ) as c (position, is_wrong, checkpoint, expected, actual)
  where c.is_wrong
  order by c.position
  limit 1;
end;
$$;

comment on function stagedoor_film.check_code_row is
'What is wrong with a row of a chart by itself: one row or none.';

create function stagedoor_film.chart_order(p_project_id uuid, p_rows jsonb)
returns table (
  n bigint, line bigint, fields jsonb, depth integer, checkpoint text, expected text,
  actual text
)
language sql
stable
security definer
set search_path = ''
as $$
  -- Reads the chart, of which a request sees its own part only.
  with recursive given as (
    select
      r.n, r.fields, r.fields ->> 'code' as code,
      coalesce(r.fields ->> 'parent_code', '') as parent_code,
      row_number() over (partition by r.fields ->> 'code' order by r.n) as nth,
      min(r.n) over (partition by r.fields ->> 'code') as first_n
    from jsonb_array_elements(p_rows) with ordinality as r (fields, n)
  ),
  known as (
    select g.* from given as g where g.nth = 1
  ),
  -- From what stands at the top, or below a code that is there, downwards.
  reached (n, code, depth) as (
    select k.n, k.code, 1
    from known as k
    where k.parent_code = ''
      or (
        exists (
          select from public.cost_codes as c
          where c.project_id = p_project_id and c.code = k.parent_code
        )
        and not exists (select from known as p where p.code = k.parent_code)
      )
    union all
    select k.n, k.code, r.depth + 1
    from reached as r
    join known as k on k.parent_code = r.code
  ),
  -- Upwards from what was not reached: back at itself it is a circle.
  climbed (n, code) as (
    select k.n, k.parent_code
    from known as k
    where not exists (select from reached as r where r.n = k.n)
    union
    select c.n, k.parent_code
    from climbed as c
    join known as k on k.code = c.code
  )
  select
    g.n,
    case
      when g.fields ->> 'line' ~ '^[0-9]{1,9}$' then (g.fields ->> 'line')::bigint
      else g.n + 1
    end,
    g.fields,
    coalesce(r.depth, 0),
    w.checkpoint, w.expected, left(w.actual, 60)
  from given as g
  left join reached as r on r.n = g.n
  left join lateral (
    select e.checkpoint, e.expected, e.actual
    from (
      select 1 as position, c.checkpoint, c.expected, c.actual
      from stagedoor_film.check_code_row(p_project_id, g.fields) as c
      union all
      select 2, 'code', 'a code that the file has once, as in row ' || g.first_n, g.code
      where g.nth > 1
      union all
      select 3, 'parent_code', 'a tree: no code stands below itself', g.parent_code
      where exists (select from climbed as c where c.n = g.n and c.code = g.code)
      union all
      select 4, 'parent_code', 'a code of the file or of the chart', g.parent_code
      where g.nth = 1
        and r.n is null
        and not exists (select from known as k where k.code = g.parent_code)
    ) as e
    order by e.position
    limit 1
  ) as w on true
$$;

comment on function stagedoor_film.chart_order is
'Rows of a chart with their depth, and what is wrong with them.

depth: 0 for a row that hangs on one that is wrong.';

create function stagedoor_film.import_cost_codes(
  p_project_id         uuid,
  p_rows               jsonb,
  p_dry_run            boolean default false,
  p_create_departments boolean default false
)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes the chart, which no request role may.
declare
  v_row       pg_catalog.record;
  v_wrong     pg_catalog.jsonb := '[]';
  v_bad_codes pg_catalog.text[] := '{}';
  v_name      pg_catalog.text;
  v_places    pg_catalog.jsonb := '{}';
  v_entered   integer := 0;
  v_unchanged integer := 0;
  v_before    pg_catalog.uuid[];
  v_made      pg_catalog.jsonb := '[]';
  v_message   pg_catalog.text;
  v_detail    pg_catalog.text;
  v_said      pg_catalog.jsonb;
begin
  perform stagedoor_film.require_production('cost_code:edit', p_project_id);
  if p_rows is null or jsonb_typeof(p_rows) <> 'array'
    or jsonb_array_length(p_rows) not between 1 and 2000
  then
    raise invalid_parameter_value using
      message = 'A chart is an array of 1 to 2000 rows',
      detail = json_build_object(
        'actual', case jsonb_typeof(p_rows)
          when 'array' then jsonb_array_length(p_rows)::pg_catalog.text
          else jsonb_typeof(p_rows) end);
  end if;
  v_before := array(
    select s.id from stagedoor.scopes as s where s.parent_id = p_project_id);

  -- Everything is entered, row by row under the rules of the tables, and undone as a whole
  -- where one row was wrong: nothing is half imported.
  begin
    for v_row in
      select o.*
      from stagedoor_film.chart_order(p_project_id, p_rows) as o
      order by o.depth, o.n
    loop
      if v_row.checkpoint is null and v_row.depth > 0
        and coalesce(v_row.fields ->> 'parent_code', '') <> all (v_bad_codes)
      then
        begin
          -- Each department is looked for once.
          v_name := nullif(btrim(v_row.fields ->> 'department'), '');
          if v_name is not null and not v_places ? v_name then
            v_places := v_places || jsonb_build_object(
              v_name, stagedoor_film.find_department(
                p_project_id, v_name, coalesce(p_create_departments, false)));
          end if;
          if stagedoor_film.enter_code(
            p_project_id, v_row.fields, (v_places ->> v_name)::pg_catalog.uuid)
          then
            v_entered := v_entered + 1;
          else
            v_unchanged := v_unchanged + 1;
          end if;
          continue;
        exception
          when check_violation or invalid_parameter_value or unique_violation then
            get stacked diagnostics
              v_message = message_text, v_detail = pg_exception_detail;
            v_said := case when v_detail like '{%' then v_detail::pg_catalog.jsonb end;
            v_row.checkpoint := lower(coalesce(v_said ->> 'error_code', 'row'));
            v_row.expected := coalesce(v_said ->> 'expected', v_message);
            v_row.actual := v_said ->> 'actual';
        end;
      end if;

      if v_row.fields ->> 'code' <> '' then
        v_bad_codes := array_append(v_bad_codes, v_row.fields ->> 'code');
      end if;
      -- What hangs on a wrong row is not wrong by itself.
      continue when v_row.checkpoint is null;
      v_wrong := v_wrong || jsonb_build_object(
        'row', v_row.n, 'line', v_row.line, 'code', v_row.fields ->> 'code',
        'checkpoint', v_row.checkpoint, 'expected', v_row.expected,
        'actual', v_row.actual);
    end loop;

    v_made := (
      select coalesce(jsonb_agg(s.name order by s.name), '[]')
      from stagedoor.scopes as s
      where s.parent_id = p_project_id and s.id <> all (v_before)
    );
    if v_wrong <> '[]' or coalesce(p_dry_run, false) then
      raise sqlstate 'SDDRY';
    end if;
  exception
    when sqlstate 'SDDRY' then null;
  end;

  if v_wrong <> '[]' then
    return jsonb_build_object(
      'imported', 0, 'unchanged', 0, 'departments', '[]'::pg_catalog.jsonb,
      'rejected', (
        select jsonb_agg(w.value order by (w.value ->> 'row')::integer)
        from jsonb_array_elements(v_wrong) as w));
  end if;
  return jsonb_build_object(
    'imported', v_entered, 'unchanged', v_unchanged, 'departments', v_made,
    'rejected', v_wrong);
end;
$$;

comment on function stagedoor_film.import_cost_codes is
'Implementation of public.import_cost_codes.';

-- Privileges.

revoke all on function
  stagedoor_film.chart_key,
  stagedoor_film.find_department,
  stagedoor_film.enter_code,
  stagedoor_film.check_code_row,
  stagedoor_film.chart_order,
  stagedoor_film.import_cost_codes
from public, anon, authenticated, service_role;
grant execute on function stagedoor_film.import_cost_codes to authenticated;
