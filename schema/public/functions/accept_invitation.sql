-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.accept_invitation (
  p_token text
)
  returns jsonb
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122035400_api_invitations.sql

revoke all on function "public"."accept_invitation"(text) from public;

grant execute on function "public"."accept_invitation"(text) to "authenticated", "postgres";
