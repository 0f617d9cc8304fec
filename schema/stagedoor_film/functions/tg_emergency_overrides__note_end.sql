-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.tg_emergency_overrides__note_end()
  returns trigger
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122071230_film_override_effect.sql

comment on function "stagedoor_film"."tg_emergency_overrides__note_end"() is
  'Note that a transaction closed the override that it wrote under.

The check at commit then tells it from one that another transaction closed.';

revoke all on function "stagedoor_film"."tg_emergency_overrides__note_end"() from public;

grant execute
  on function "stagedoor_film"."tg_emergency_overrides__note_end"()
  to "postgres";
