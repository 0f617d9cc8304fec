-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.may_deny (
  p_giver_id   uuid,
  p_user_id    uuid,
  p_scope_id   uuid,
  p_grant_id   uuid,
  p_session_id uuid,
  p_aal        text
)
  returns boolean
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122020900_engine_guards.sql

comment on function "stagedoor"."may_deny"(uuid, uuid, uuid, uuid, uuid, text) is
  'Whether a user may grant another the denials of a grant (F50).

What comes from above is denied below by those who give access where it is held: otherwise
a project shuts out whoever runs the company. Yes for a grant that denies nothing.';

revoke all
  on function "stagedoor"."may_deny"(uuid, uuid, uuid, uuid, uuid, text)
  from public;

grant execute
  on function "stagedoor"."may_deny"(uuid, uuid, uuid, uuid, uuid, text)
  to "postgres";
