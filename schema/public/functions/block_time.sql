-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.block_time (
  p_project_id uuid,
  p_artist_id  uuid,
  p_from       timestamp with time zone,
  p_to         timestamp with time zone,
  p_reason     text
)
  returns uuid
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122095200_api_studio_agenda.sql

revoke all
  on function "public"."block_time"(uuid, uuid, timestamp with time zone, timestamp
    with time zone, text)
  from public;

grant execute
  on function "public"."block_time"(uuid, uuid, timestamp with time zone, timestamp
    with time zone, text)
  to "authenticated", "postgres";
