-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.export_override_evidence (
  p_override_id uuid
)
  returns jsonb
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122071785_film_override_evidence.sql

comment on function "stagedoor_film"."export_override_evidence"(uuid) is
  'Implementation of public.export_override_evidence.';

revoke all on function "stagedoor_film"."export_override_evidence"(uuid) from public;

grant execute
  on function "stagedoor_film"."export_override_evidence"(uuid)
  to "authenticated", "postgres";
