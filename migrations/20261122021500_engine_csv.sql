-- CSV: what leaves as a table for a spreadsheet, and does nothing there.
--
-- A spreadsheet takes a cell that begins with = for a formula, and runs it as whoever opens
-- the file: a client who is called =HYPERLINK(...) reaches into their machine.

create function stagedoor.csv_cell(p_text text)
returns text
language plpgsql
immutable
parallel safe
set search_path = ''
as $$
begin
  return case
    -- Full-width forms are the same to a spreadsheet.
    when p_text ~ '^[-=+@\t\r\n＝＋－＠]'
      and p_text !~ '^[-+]?([0-9]+([.][0-9]*)?([eE][-+]?[0-9]+)?|Infinity)$'
      then '"''' || replace(p_text, '"', '""') || '"'
    when p_text ~ '[",\r\n]' then '"' || replace(p_text, '"', '""') || '"'
    else coalesce(p_text, '')
  end;
end;
$$;

comment on function stagedoor.csv_cell is
'A text as a cell of CSV that no spreadsheet takes for a formula.

What begins with =, +, -, @, a tab or a line end, and is no number, gets an apostrophe
before it. Quoted where RFC 4180 asks for it. For whatever writes CSV.';

create function stagedoor.csv_line(p_row json, p_is_header boolean default false)
returns text
language plpgsql
immutable
parallel safe
set search_path = ''
as $$
begin
  return (
    select string_agg(
      stagedoor.csv_cell(case when p_is_header then c.key else c.value end), ','
      order by c.ordinality)
    from json_each_text(p_row) with ordinality as c
  );
end;
$$;

comment on function stagedoor.csv_line is
'The values of an object as a line of CSV, or its names.

In their order, without the end of the line.';

create function stagedoor.csv_add(p_lines text, p_row anyelement)
returns text
language plpgsql
stable
parallel safe
security definer
set search_path = ''
as $$
-- Writes what it is given and reads nothing: its caller may execute the aggregate alone.
declare
  v_row constant pg_catalog.json := to_json(p_row);
begin
  if json_typeof(v_row) is distinct from 'object' then
    return p_lines;
  elsif p_lines = '' then
    return stagedoor.csv_line(v_row, true) || E'\n' || stagedoor.csv_line(v_row);
  end if;
  return p_lines || E'\n' || stagedoor.csv_line(v_row);
end;
$$;

comment on function stagedoor.csv_add is
'Add a row to lines of CSV, behind a line of names where it is the first.';

create function stagedoor.serve_csv(p_schema text)
returns boolean
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_handler pg_catalog.regproc := (
    select g.aggtransfn
    from pg_catalog.pg_proc as f
    join pg_catalog.pg_aggregate as g on g.aggfnoid = f.oid
    where f.pronamespace = p_schema::pg_catalog.regnamespace
      and f.prorettype = to_regtype(format('%I."text/csv"', p_schema))
      and f.proargtypes[0] = 'anyelement'::pg_catalog.regtype
    limit 1);
begin
  if v_handler <> 'stagedoor.csv_add'::pg_catalog.regproc then
    return false;
  elsif v_handler is null then
    if to_regtype(format('%I."text/csv"', p_schema)) is null then
      execute format(
        'create domain %1$I."text/csv" as text;
         comment on domain %1$I."text/csv" is
           ''A table as CSV: PostgREST knows it by its name.''', p_schema);
    end if;
    execute format(
      'create function stagedoor.%2$I(p_lines text) returns %1$I."text/csv"
       language plpgsql immutable parallel safe set search_path = ''''
       as $body$ begin return p_lines; end; $body$;
       comment on function stagedoor.%2$I is ''Lines of CSV, by the name of their type.'';
       revoke all on function stagedoor.%2$I
         from public, anon, authenticated, service_role;
       create aggregate %1$I.as_csv (anyelement) (
         sfunc = stagedoor.csv_add, stype = text, initcond = '''',
         finalfunc = stagedoor.%2$I, parallel = safe);
       comment on aggregate %1$I.as_csv(anyelement) is
         ''Rows as CSV that no spreadsheet takes for formulas.''',
      p_schema, 'csv_of_' || p_schema);
  end if;
  execute format(
    'revoke all on function %1$I.as_csv from public, anon, authenticated, service_role;
     grant execute on function %1$I.as_csv to authenticated, service_role', p_schema);
  return v_handler is null;
end;
$$;

comment on function stagedoor.serve_csv is
'Let the API write CSV of a schema by csv_cell, for every table and call.

Makes the domain "text/csv" and an aggregate of that type, by which PostgREST 12 and newer
write text/csv. A handler that somebody else has made stays; false then, and where there is
nothing new. Called by the parts that put tables into public; whoever has the engine alone
may call it as the owner.';

-- Privileges.

revoke all on function
  stagedoor.csv_cell,
  stagedoor.csv_line,
  stagedoor.csv_add,
  stagedoor.serve_csv
from public, anon, authenticated, service_role;
