-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.import_transactions (
  p_project_id      uuid,
  p_rows            jsonb,
  p_idempotency_key text,
  p_partial         boolean default false
)
  returns jsonb
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122075650_api_film_payroll.sql

comment on function "public"."import_transactions"(uuid, jsonb, text, boolean) is
  'Import a payroll: all of it, or nothing and what is wrong.

p_rows is an array of 1 to 5000 objects {week_ending, payee, department, cost_code,
line_code, union_agreement, earning, hours, amount, currency, description}. cost_code is
what is paid for, line_code the code of the budget line that pays (the same where it is
empty): of the budgets in force the first line in that currency that is no reserve.
department is the one that cost_code has to belong to, where it is named; union_agreement
the code of the payee''s agreement, empty for none; week_ending the day on which it counts.
Each row becomes a cost of the kind payroll, to be signed and posted.

Returns {imported, rejected}: how many went in, and for each row that does not fit {row,
checkpoint, expected, actual}, row 1 being the first. checkpoint is the first that it fails:
row (what is no row of a payroll, or lies in a closed period), cost_code_prefix,
union_jurisdiction, category, budget_line, amount, currency. Where any is rejected nothing
is imported, unless p_partial: then the others are. The same p_idempotency_key of the same
person with the same rows is one import, and answers the same; a payroll of which nothing
went in leaves its key free. Needs transaction:create in the production, and where the codes
belong (F44, F45, F120).

Raises:
- 22023: no array of 1 to 5000 rows; a key that is none.
- 23505: IDEMPOTENCY_KEY, the key stands for other rows.
- 42501: may not.
- PT404: no such production, or the caller is no member of it.';

revoke all
  on function "public"."import_transactions"(uuid, jsonb, text, boolean)
  from public;

grant execute
  on function "public"."import_transactions"(uuid, jsonb, text, boolean)
  to "authenticated", "postgres";
