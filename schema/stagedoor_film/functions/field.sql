-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.field (
  p_row  jsonb,
  p_name text,
  p_type regtype
)
  returns text
  language plpgsql
  stable
  set search_path to '';
-- Its body: migrations/20261122071300_film_set_up.sql

comment on function "stagedoor_film"."field"(jsonb, text, regtype) is
  'A field of a row as text that a type takes. Empty is null.

Raises 22023, where a cast would say 22007 or 22P02.';

revoke all on function "stagedoor_film"."field"(jsonb, text, regtype) from public;

grant execute on function "stagedoor_film"."field"(jsonb, text, regtype) to "postgres";
