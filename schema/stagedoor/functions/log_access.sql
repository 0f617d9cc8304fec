-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.log_access (
  p_action        text,
  p_resource_type text,
  p_resource_id   text,
  p_scope_id      uuid default null::uuid,
  p_refused       text default null::text,
  p_client_ip     text default null::text,
  p_user_agent    text default null::text
)
  returns void
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122020820_engine_access_log.sql

comment on function "stagedoor"."log_access"(text, text, text, uuid, text, text, text) is
  'Note that the caller opened, exported or was shown something (F88).

p_scope_id: whose log it is, null for the person''s own alone; p_refused: the reason, where
the call answers with a refusal. p_client_ip and p_user_agent stand in for the headers of
the request, the address from the service alone. Raises PT429 beyond the row
<resource_type>.<action> of endpoint_limits (F92).';

revoke all
  on function "stagedoor"."log_access"(text, text, text, uuid, text, text, text)
  from public;

grant execute
  on function "stagedoor"."log_access"(text, text, text, uuid, text, text, text)
  to "postgres";
