-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_probe.try_operation (
  p_table     regclass,
  p_operation text,
  p_row       jsonb
)
  returns text
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122021300_engine_probe.sql

alter function "stagedoor_probe"."try_operation"(regclass, text, jsonb) owner to
  "stagedoor_probe";

comment on function "stagedoor_probe"."try_operation"(regclass, text, jsonb) is
  'Do one operation on one row as stagedoor_probe.

Under the current claims. p_row: columns and values that name the row, or that are inserted.
Returns allowed, invisible (no policy shows the row) or refused (a grant or a check).
Executable by the owner only.';

revoke all on function "stagedoor_probe"."try_operation"(regclass, text, jsonb) from public;

grant execute
  on function "stagedoor_probe"."try_operation"(regclass, text, jsonb)
  to "postgres";
