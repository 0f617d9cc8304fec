-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.create_show (
  p_name            text,
  p_organization_id uuid default null::uuid
)
  returns uuid
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122081200_theatre_producing.sql

comment on function "stagedoor_theatre"."create_show"(text, uuid) is
  'Implementation of public.create_show.';

revoke all on function "stagedoor_theatre"."create_show"(text, uuid) from public;

grant execute
  on function "stagedoor_theatre"."create_show"(text, uuid)
  to "authenticated", "postgres";
