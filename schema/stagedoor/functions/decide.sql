-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.decide (
  p_user_id        uuid,
  p_permission_key text,
  p_scope_id       uuid,
  p_owner_id       uuid,
  p_session_id     uuid,
  p_aal            text,
  p_is_about_other boolean default false
)
  returns table (
    allowed      boolean,
    policy       text,
    reason       text,
    remedy       text,
    valid_until  timestamp with time zone,
    access_id    uuid,
    elevation_id uuid
  )
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to '';
-- Its body: migrations/20261122020700_engine_decision.sql

comment on function "stagedoor"."decide"(uuid, text, uuid, uuid, uuid, text, boolean) is
  'One decision with its reason: one row.

{allowed, policy, reason, remedy, valid_until, access_id, elevation_id}.
valid_until is the earliest moment at which an access or elevation that applied ends, or
one that could apply begins (F114). Reasons are rows of stagedoor.decision_reasons
(F96).';

revoke all
  on function "stagedoor"."decide"(uuid, text, uuid, uuid, uuid, text, boolean)
  from public;

grant execute
  on function "stagedoor"."decide"(uuid, text, uuid, uuid, uuid, text, boolean)
  to "postgres";
