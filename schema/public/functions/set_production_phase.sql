-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.set_production_phase (
  p_project_id uuid,
  p_phase      text,
  p_reason     text
)
  returns bigint
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122075100_api_film_productions.sql

comment on function "public"."set_production_phase"(uuid, text, text) is
  'Move a production to another phase. Returns the version before.

Whatever is newer than this version knows the phase: the next statement of anybody reads it.
p_phase: development, prep, principal_photography, wrap or post; from any to any, and back.
Again: nothing changes. Needs phase:edit (F36).

Raises:
- 22023: no such phase; no reason of 1 to 1000 characters.
- 42501: may not.
- PT404: no such production, or the caller is no member of it.';

revoke all on function "public"."set_production_phase"(uuid, text, text) from public;

grant execute
  on function "public"."set_production_phase"(uuid, text, text)
  to "authenticated", "postgres";
