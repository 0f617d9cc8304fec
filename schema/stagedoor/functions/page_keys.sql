-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.page_keys (
  p_user_id    uuid,
  p_scope_id   uuid,
  p_session_id uuid,
  p_aal        text,
  p_within     uuid[] default null::uuid[]
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

comment on function "stagedoor"."page_keys"(uuid, uuid, uuid, text, uuid[]) is
  'Keys that open pages of a scope (F13, F14).

They are held there, or in a department of it. held_keys count the departments in; the
other arrays are those of the scope itself. p_within: the departments that count, null for
all.';

revoke all on function "stagedoor"."page_keys"(uuid, uuid, uuid, text, uuid[]) from public;

grant execute
  on function "stagedoor"."page_keys"(uuid, uuid, uuid, text, uuid[])
  to "postgres";
