-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.expire_overrides()
  returns integer
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122075950_api_film_overrides.sql

revoke all on function "public"."expire_overrides"() from public;

grant execute on function "public"."expire_overrides"() to "postgres", "service_role";
