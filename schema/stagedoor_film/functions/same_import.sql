-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.same_import (
  p_project_id      uuid,
  p_idempotency_key text,
  p_rows_digest     bytea
)
  returns jsonb
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122071760_film_payroll.sql

comment on function "stagedoor_film"."same_import"(uuid, text, bytea) is
  'What the caller was answered under a key already, null for nothing.

Raises 23505, IDEMPOTENCY_KEY, for other rows.';

revoke all on function "stagedoor_film"."same_import"(uuid, text, bytea) from public;

grant execute on function "stagedoor_film"."same_import"(uuid, text, bytea) to "postgres";
