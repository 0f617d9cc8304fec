-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.check_title (
  p_user_role    text,
  p_custom_title text
)
  returns void
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122080200_theatre_catalogue.sql

comment on function "stagedoor_theatre"."check_title"(text, text) is
  'Raise 22023 for a job title that is unknown, or lacks its text (F66).';

revoke all on function "stagedoor_theatre"."check_title"(text, text) from public;

grant execute on function "stagedoor_theatre"."check_title"(text, text) to "postgres";
