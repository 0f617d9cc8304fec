-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.save_union_agreement (
  p_project_id uuid,
  p_row        jsonb
)
  returns uuid
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122071500_film_rates.sql

comment on function "stagedoor_film"."save_union_agreement"(uuid, jsonb) is
  'Implementation of public.save_union_agreement.';

revoke all on function "stagedoor_film"."save_union_agreement"(uuid, jsonb) from public;

grant execute
  on function "stagedoor_film"."save_union_agreement"(uuid, jsonb)
  to "authenticated", "postgres";
