-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.payroll_codes (
  p_project_id uuid
)
  returns table (
    code           text,
    prefix         text,
    id             uuid,
    category       text,
    is_postable    boolean,
    department     text,
    is_open        boolean,
    agreement_code text
  )
  language sql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122071760_film_payroll.sql

revoke all on function "stagedoor_film"."payroll_codes"(uuid) from public;

grant execute on function "stagedoor_film"."payroll_codes"(uuid) to "postgres";
