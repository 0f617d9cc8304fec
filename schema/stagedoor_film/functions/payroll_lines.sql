-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.payroll_lines (
  p_project_id    uuid,
  p_cost_code_ids uuid[]
)
  returns table (
    cost_code_id uuid,
    currency     text,
    id           uuid
  )
  language sql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122071760_film_payroll.sql

comment on function "stagedoor_film"."payroll_lines"(uuid, uuid[]) is
  'The line that pays for a code in a currency, of the budgets in force.

The first that was entered where there are several.';

revoke all on function "stagedoor_film"."payroll_lines"(uuid, uuid[]) from public;

grant execute on function "stagedoor_film"."payroll_lines"(uuid, uuid[]) to "postgres";
