-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.list_my_delegations()
  returns table (
    access_id      uuid,
    direction      text,
    user_id        uuid,
    fullname_first text,
    fullname_last  text,
    scope_id       uuid,
    scope_name     text,
    permission_key text,
    valid_from     timestamp with time zone,
    valid_until    timestamp with time zone,
    state          text,
    reason         text
  )
  language plpgsql
  stable
  set search_path to '';
-- Its body: migrations/20261122035500_api_delegations.sql

revoke all on function "public"."list_my_delegations"() from public;

grant execute on function "public"."list_my_delegations"() to "authenticated", "postgres";
