-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.tg_explanation_hooks__check_function()
  returns trigger
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122040100_answers_explaining.sql

comment on function "stagedoor"."tg_explanation_hooks__check_function"() is
  'Refuse a function that cannot be called as a hook. Raises 23514.';

revoke all on function "stagedoor"."tg_explanation_hooks__check_function"() from public;

grant execute on function "stagedoor"."tg_explanation_hooks__check_function"() to "postgres";
