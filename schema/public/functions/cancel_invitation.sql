-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.cancel_invitation (
  p_access_id uuid
)
  returns boolean
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122035400_api_invitations.sql

revoke all on function "public"."cancel_invitation"(uuid) from public;

grant execute on function "public"."cancel_invitation"(uuid) to "authenticated", "postgres";
