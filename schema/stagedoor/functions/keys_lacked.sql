-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.keys_lacked (
  p_user_id   uuid,
  p_scope_id  uuid,
  p_wanted    text[],
  p_narrow    text[],
  p_step_up   text[],
  p_aal       text                     default null::text,
  p_must_last boolean                  default false,
  p_until     timestamp with time zone default null::timestamp with time zone
)
  returns text[]
  language plpgsql
  stable
  security definer
  set search_path to ''
  set plan_cache_mode to 'force_generic_plan';
-- Its body: migrations/20261122020900_engine_guards.sql

comment on function
  "stagedoor"."keys_lacked"(uuid, uuid, text[], text[], text[], text, boolean, timestamp
  with time zone) is 'Of some keys, those that a user does not hold there as strongly (F94).

p_wanted: as in "allow access:grant"; p_narrow: those of them that are meant for assigned
projects only; p_step_up: the keys that ask for a second factor. The rest is that of
keys_not_held.';

revoke all
  on function
    "stagedoor"."keys_lacked"(uuid, uuid, text[], text[], text[], text, boolean, timestamp
    with time zone)
  from public;

grant execute
  on function
    "stagedoor"."keys_lacked"(uuid, uuid, text[], text[], text[], text, boolean, timestamp
    with time zone)
  to "postgres";
