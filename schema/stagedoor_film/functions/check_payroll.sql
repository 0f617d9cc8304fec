-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.check_payroll (
  p_project_id uuid,
  p_rows       jsonb
)
  returns table (
    n              bigint,
    checkpoint     text,
    expected       text,
    actual         text,
    cost_code_id   uuid,
    budget_line_id uuid,
    agreement_id   uuid,
    payee          text,
    earning        text,
    hours          text,
    amount         numeric,
    currency       text,
    description    text,
    day            date
  )
  language sql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122071760_film_payroll.sql

comment on function "stagedoor_film"."check_payroll"(uuid, jsonb) is
  'Rows of a payroll as costs, each with what is wrong with it (F44, F45).

checkpoint: the first that it fails, null where it fits.';

revoke all on function "stagedoor_film"."check_payroll"(uuid, jsonb) from public;

grant execute on function "stagedoor_film"."check_payroll"(uuid, jsonb) to "postgres";
