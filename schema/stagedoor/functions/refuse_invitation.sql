-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.refuse_invitation (
  p_status   integer,
  p_reason   text,
  p_message  text,
  p_hint     text                     default null::text,
  p_retry_at timestamp with time zone default null::timestamp with time zone
)
  returns jsonb
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122030410_operations_accepting.sql

revoke all
  on function "stagedoor"."refuse_invitation"(integer, text, text, text, timestamp
    with time zone)
  from public;

grant execute
  on function "stagedoor"."refuse_invitation"(integer, text, text, text, timestamp
    with time zone)
  to "postgres";
