-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.refuse_unknown_fields (
  p_row   jsonb,
  p_known text[]
)
  returns void
  language plpgsql
  immutable
  set search_path to '';
-- Its body: migrations/20261122071300_film_set_up.sql

comment on function "stagedoor_film"."refuse_unknown_fields"(jsonb, text[]) is
  'Refuse a row with a key that is no column. Raises 22023.

A slip would otherwise be lost in silence.';

revoke all on function "stagedoor_film"."refuse_unknown_fields"(jsonb, text[]) from public;

grant execute
  on function "stagedoor_film"."refuse_unknown_fields"(jsonb, text[])
  to "postgres";
