-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.tg_window_uses__hold_override()
  returns trigger
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122071230_film_override_effect.sql

comment on function "stagedoor_film"."tg_window_uses__hold_override"() is
  'At commit, refuse changes made under an override that is closed (F118).

By its end, by whoever revoked it, or with the role of its requester; one that this
transaction completed itself still counts. That the window is not over is asked by the
engine, which takes the row away. Raises 42501.';

revoke all on function "stagedoor_film"."tg_window_uses__hold_override"() from public;

grant execute on function "stagedoor_film"."tg_window_uses__hold_override"() to "postgres";
