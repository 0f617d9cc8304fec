-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.tg_spending_authorities__guard()
  returns trigger
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122071000_film_authorities.sql

comment on function "stagedoor_film"."tg_spending_authorities__guard"() is
  'Keep an authority as it was given. Raises 23514.';

revoke all on function "stagedoor_film"."tg_spending_authorities__guard"() from public;

grant execute on function "stagedoor_film"."tg_spending_authorities__guard"() to "postgres";
