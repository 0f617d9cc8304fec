-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.transfer_ownership (
  p_kind       text,
  p_id         uuid,
  p_to_user_id uuid
)
  returns uuid
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122081400_theatre_handing_over.sql

comment on function "stagedoor_theatre"."transfer_ownership"(text, uuid, uuid) is
  'Implementation of public.transfer_ownership.';

revoke all
  on function "stagedoor_theatre"."transfer_ownership"(text, uuid, uuid)
  from public;

grant execute
  on function "stagedoor_theatre"."transfer_ownership"(text, uuid, uuid)
  to "authenticated", "postgres";
