-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.list_access_log (
  p_scope_id uuid    default null::uuid,
  p_limit    integer default 100,
  p_after    bigint  default null::bigint
)
  returns table (
    id            bigint,
    user_id       uuid,
    resource_type text,
    resource_id   text,
    action        text,
    "timestamp"   timestamp with time zone,
    ip_address    inet,
    user_agent    text,
    scope_id      uuid,
    refused       text,
    times         integer,
    client_id     text
  )
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122020820_engine_access_log.sql

comment on function "stagedoor"."list_access_log"(uuid, integer, bigint) is
  'Implementation of public.list_access_log.';

revoke all on function "stagedoor"."list_access_log"(uuid, integer, bigint) from public;

grant execute
  on function "stagedoor"."list_access_log"(uuid, integer, bigint)
  to "authenticated", "postgres";
