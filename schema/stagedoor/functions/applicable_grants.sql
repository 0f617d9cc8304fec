-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.applicable_grants (
  p_user_id        uuid,
  p_permission_key text,
  p_scope_id       uuid
)
  returns table (
    access_id      uuid,
    permission_key text,
    policy         text,
    state          text,
    via            text,
    held_at        uuid,
    valid_from     timestamp with time zone,
    valid_until    timestamp with time zone,
    is_delegated   boolean
  )
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to ''
  set plan_cache_mode to 'force_generic_plan';
-- Its body: migrations/20261122020690_engine_applicable_grants.sql

comment on function "stagedoor"."applicable_grants"(uuid, text, uuid) is
  'Every access that applies to a key at a scope, live or not.

A decision is folded from these. A null key asks for all keys. state: live, invited,
not_yet_valid, expired, revoked; via: role:<key>, permission or delegation (F96).';

revoke all on function "stagedoor"."applicable_grants"(uuid, text, uuid) from public;

grant execute on function "stagedoor"."applicable_grants"(uuid, text, uuid) to "postgres";
