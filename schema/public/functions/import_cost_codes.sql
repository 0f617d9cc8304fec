-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.import_cost_codes (
  p_project_id         uuid,
  p_rows               jsonb,
  p_dry_run            boolean default false,
  p_create_departments boolean default false
)
  returns jsonb
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122075200_api_film_chart.sql

comment on function "public"."import_cost_codes"(uuid, jsonb, boolean, boolean) is
  'Import a chart of accounts: all of it, or nothing.

p_rows is an array of 1 to 2000 objects {code, parent_code, name, category, department,
kind, union_agreement, source_code, line}. kind is header, account (the default), fringe or
contingency; department names a department scope, or is empty for that of the branch;
union_agreement is the code of an agreement; line is where the row stands in its file, the
row''s number plus one by default. Rows may come in any order. p_dry_run answers the same and
writes nothing; p_create_departments makes departments that are not there, which needs
project:edit:assigned, too. A row that is in the chart already, as it is, is left alone.

Returns {imported, unchanged, departments, rejected}: how many were entered and were there
already, the names of departments that were made, and for each wrong row {row, line, code,
checkpoint, expected, actual}, row 1 being the first. Where any is rejected nothing is
imported. A row that hangs on a wrong one is not reported for that. Needs cost_code:edit
(F26, F44).

Raises:
- 22023: no array of 1 to 2000 rows.
- 42501: may not.
- PT404: no such production, or the caller is no member of it.';

revoke all
  on function "public"."import_cost_codes"(uuid, jsonb, boolean, boolean)
  from public;

grant execute
  on function "public"."import_cost_codes"(uuid, jsonb, boolean, boolean)
  to "authenticated", "postgres";
