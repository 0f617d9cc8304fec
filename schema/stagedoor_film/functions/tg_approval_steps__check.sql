-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.tg_approval_steps__check()
  returns trigger
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122071210_film_approvals.sql

comment on function "stagedoor_film"."tg_approval_steps__check"() is
  'Refuse a step of a foreign department. Raises 23514.';

revoke all on function "stagedoor_film"."tg_approval_steps__check"() from public;

grant execute on function "stagedoor_film"."tg_approval_steps__check"() to "postgres";
