-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.save_union_agreement (
  p_project_id uuid,
  p_row        jsonb
)
  returns uuid
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122075300_api_film_rates.sql

comment on function "public"."save_union_agreement"(uuid, jsonb) is
  'Enter or change an agreement of a production. Returns its id.

p_row: code, guild, jurisdiction, covers, valid_from, valid_until (the first day on which it
no longer holds), is_example. The code says which: of one that ships, the production makes
its own, which then stands in for it; what is not named stays. Needs union_rate:edit (F30,
F45).

Raises:
- 22023: a value that is none, and which are; a key that is no column.
- 23514: its rates are locked.
- 42501: may not.
- PT404: no such production, or the caller is no member.';

revoke all on function "public"."save_union_agreement"(uuid, jsonb) from public;

grant execute
  on function "public"."save_union_agreement"(uuid, jsonb)
  to "authenticated", "postgres";
