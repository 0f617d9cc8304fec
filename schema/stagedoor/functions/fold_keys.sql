-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.fold_keys (
  p_user_id    uuid,
  p_scope_id   uuid,
  p_session_id uuid,
  p_aal        text
)
  returns table (
    held_keys      text[],
    allow_keys     text[],
    own_keys       text[],
    locked_keys    text[],
    elevated_until timestamp with time zone,
    horizon        timestamp with time zone
  )
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to ''
  set plan_cache_mode to 'force_generic_plan';
-- Its body: migrations/20261122021000_engine_menu.sql

comment on function "stagedoor"."fold_keys"(uuid, uuid, uuid, text) is
  'All keys of a user at one scope, for no row in particular (F13).

Keys held as own count, locked ones while elevated. held_keys are those that count; the
other arrays list them by policy. horizon is the earliest moment at which an access that
applies begins or ends (F114).';

revoke all on function "stagedoor"."fold_keys"(uuid, uuid, uuid, text) from public;

grant execute on function "stagedoor"."fold_keys"(uuid, uuid, uuid, text) to "postgres";
