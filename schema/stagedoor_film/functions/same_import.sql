-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.same_import (
  p_there       public.cost_imports,
  p_rows_digest bytea
)
  returns jsonb
  language plpgsql
  stable
  set search_path to '';
-- Its body: migrations/20261122071760_film_payroll.sql

comment on function "stagedoor_film"."same_import"(public.cost_imports, bytea) is
  'What was answered under a key already.

Raises 23505, IDEMPOTENCY_KEY, for other rows.';

revoke all
  on function "stagedoor_film"."same_import"(public.cost_imports, bytea)
  from public;

grant execute
  on function "stagedoor_film"."same_import"(public.cost_imports, bytea)
  to "postgres";
