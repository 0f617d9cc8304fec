-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.lock_agreement (
  p_permission_key     text,
  p_union_agreement_id uuid
)
  returns public.union_agreements
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122071500_film_rates.sql

comment on function "stagedoor_film"."lock_agreement"(text, uuid) is
  'Guard a change of an agreement: see it, enforce, lock it, require.

Raises 42501; PT404 for one that is foreign, absent or ships.';

revoke all on function "stagedoor_film"."lock_agreement"(text, uuid) from public;

grant execute on function "stagedoor_film"."lock_agreement"(text, uuid) to "postgres";
