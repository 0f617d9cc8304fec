-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.payroll_rows (
  p_rows jsonb
)
  returns table (
    n               bigint,
    cost_code       text,
    line_code       text,
    department      text,
    union_agreement text,
    payee           text,
    earning         text,
    hours           text,
    amount          text,
    currency        text,
    description     text,
    week_ending     text,
    day             date,
    value           numeric,
    unknown         text,
    is_flat         boolean
  )
  language sql
  immutable
  set search_path to '';
-- Its body: migrations/20261122071760_film_payroll.sql

revoke all on function "stagedoor_film"."payroll_rows"(jsonb) from public;

grant execute on function "stagedoor_film"."payroll_rows"(jsonb) to "postgres";
