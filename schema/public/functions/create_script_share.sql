-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.create_script_share (
  p_script_id           uuid,
  p_shared_with_user_id uuid                     default null::uuid,
  p_permissions         jsonb                    default null::jsonb,
  p_expires_at          timestamp with time zone default null::timestamp with time zone,
  p_max_uses            integer                  default null::integer,
  p_share_name          text                     default null::text,
  p_notes               text                     default null::text,
  p_valid_from          timestamp with time zone default null::timestamp with time zone
)
  returns jsonb
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122085400_api_theatre_shares.sql

revoke all
  on function "public"."create_script_share"(uuid, uuid, jsonb, timestamp
    with time zone, integer, text, text, timestamp with time zone)
  from public;

grant execute
  on function "public"."create_script_share"(uuid, uuid, jsonb, timestamp
    with time zone, integer, text, text, timestamp with time zone)
  to "authenticated", "postgres";
