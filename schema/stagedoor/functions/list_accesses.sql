-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.list_accesses (
  p_scope_id uuid,
  p_limit    integer default 100,
  p_after    uuid    default null::uuid
)
  returns table (
    access_id      uuid,
    user_id        uuid,
    email          text,
    fullname_first text,
    fullname_last  text,
    scope_id       uuid,
    scope_name     text,
    grant_type     text,
    grant_key      text,
    status         text,
    state          text,
    valid_from     timestamp with time zone,
    valid_until    timestamp with time zone,
    granted_by     uuid,
    granted_at     timestamp with time zone,
    reason         text,
    revoked_by     uuid,
    revoked_at     timestamp with time zone,
    revoke_reason  text,
    delegated_from uuid
  )
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122030700_operations_lists.sql

comment on function "stagedoor"."list_accesses"(uuid, integer, uuid) is
  'Implementation of public.list_accesses.';

revoke all on function "stagedoor"."list_accesses"(uuid, integer, uuid) from public;

grant execute
  on function "stagedoor"."list_accesses"(uuid, integer, uuid)
  to "authenticated", "postgres";
