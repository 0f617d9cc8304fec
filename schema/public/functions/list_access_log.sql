-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.list_access_log (
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
  set search_path to '';
-- Its body: migrations/20261122035950_api_access_log.sql

comment on function "public"."list_access_log"(uuid, integer, bigint) is
  'What was opened, exported or shown by calls in a scope (F88).

Newest first. p_scope_id: the scope, whose departments are included where the caller holds
audit:view there; null for what the caller did, anywhere. p_after: the id of the last row of
the page before. refused is the reason where a call answered with a refusal, times how often
within a minute, client_id the app that acted with the user''s token. What was read through
policies is not in it.

Raises:
- 22023: a page of the wrong length.
- 42501: the caller does not hold audit:view there.
- PT404: no such scope, or the caller is no member of it.';

revoke all on function "public"."list_access_log"(uuid, integer, bigint) from public;

grant execute
  on function "public"."list_access_log"(uuid, integer, bigint)
  to "authenticated", "postgres";
