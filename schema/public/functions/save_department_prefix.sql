-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.save_department_prefix (
  p_project_id uuid,
  p_row        jsonb
)
  returns uuid
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122075200_api_film_chart.sql

comment on function "public"."save_department_prefix"(uuid, jsonb) is
  'Say which department a prefix belongs to. Returns the id of the entry.

p_row: prefix, four digits; department_id, null for the production itself; category. One
entry per prefix: another call changes it, and the codes below follow. Needs cost_code:edit
(F44).

Raises:
- 22023: a prefix that has no four digits, a wildcard included; another category.
- 23514: codes of that prefix stand on the other side of the line.
- 42501: may not.
- PT404: no such production or department, or the caller is no member.';

revoke all on function "public"."save_department_prefix"(uuid, jsonb) from public;

grant execute
  on function "public"."save_department_prefix"(uuid, jsonb)
  to "authenticated", "postgres";
