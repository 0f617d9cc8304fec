-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.numbered_elements (
  p_script_id uuid
)
  returns table (
    number  bigint,
    element jsonb
  )
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122081310_theatre_opening.sql

comment on function "stagedoor_theatre"."numbered_elements"(uuid) is
  'The elements of a script that the caller reads, numbered in its order.

5,000 at the most: more are read in pages from the tables.';

revoke all on function "stagedoor_theatre"."numbered_elements"(uuid) from public;

grant execute on function "stagedoor_theatre"."numbered_elements"(uuid) to "postgres";
