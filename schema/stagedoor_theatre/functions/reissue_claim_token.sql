-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.reissue_claim_token (
  p_user_id uuid
)
  returns jsonb
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122081000_theatre_guests.sql

comment on function "stagedoor_theatre"."reissue_claim_token"(uuid) is
  'Implementation of public.reissue_claim_token.';

revoke all on function "stagedoor_theatre"."reissue_claim_token"(uuid) from public;

grant execute
  on function "stagedoor_theatre"."reissue_claim_token"(uuid)
  to "authenticated", "postgres";
