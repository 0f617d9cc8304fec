-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.raise_exceeded (
  p_amount    numeric,
  p_currency  text,
  p_authority public.spending_authorities,
  p_hint      text
)
  returns void
  language plpgsql
  stable
  set search_path to '';
-- Its body: migrations/20261122071720_film_signing.sql

comment on function
  "stagedoor_film"."raise_exceeded"(numeric, text, public.spending_authorities, text) is
  'Refuse what goes beyond an authority, or is covered by none (F113).

Raises 42501, AUTHORITY_EXCEEDED.';

revoke all
  on function
    "stagedoor_film"."raise_exceeded"(numeric, text, public.spending_authorities, text)
  from public;

grant execute
  on function
    "stagedoor_film"."raise_exceeded"(numeric, text, public.spending_authorities, text)
  to "postgres";
