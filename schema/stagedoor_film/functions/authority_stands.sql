-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.authority_stands (
  p_authority public.spending_authorities
)
  returns boolean
  language sql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122071000_film_authorities.sql

comment on function "stagedoor_film"."authority_stands"(public.spending_authorities) is
  'Whether an authority counts now, with all that it is a part of.

In its window, not ended, and passed on by people who still hold authority:delegate.';

revoke all
  on function "stagedoor_film"."authority_stands"(public.spending_authorities)
  from public;

grant execute
  on function "stagedoor_film"."authority_stands"(public.spending_authorities)
  to "postgres";
