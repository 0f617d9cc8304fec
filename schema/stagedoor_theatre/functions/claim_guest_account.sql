-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.claim_guest_account (
  p_token text
)
  returns jsonb
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122081010_theatre_claiming.sql

comment on function "stagedoor_theatre"."claim_guest_account"(text) is
  'Implementation of public.claim_guest_account.';

revoke all on function "stagedoor_theatre"."claim_guest_account"(text) from public;

grant execute
  on function "stagedoor_theatre"."claim_guest_account"(text)
  to "authenticated", "postgres";
