-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.decision_asked (
  p_user_id        uuid,
  p_permission_key text,
  p_scope_id       uuid,
  p_owner_id       uuid,
  OUT              is_self boolean,
  OUT              is_known boolean,
  OUT              allowed boolean,
  OUT              policy text,
  OUT              reason text,
  OUT              remedy text,
  OUT              valid_until timestamp with time zone,
  OUT              elevation_id uuid
)
  returns record
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122040110_answers_decisions.sql

comment on function "stagedoor"."decision_asked"(uuid, text, uuid, uuid) is
  'The decision that an explanation is about, as decide() takes it.

Of the caller in their session; of somebody else as authorize_for does, without an elevation
and a second factor. is_self: the caller asks about themselves; is_known: the caller may
learn what the scope is called and what is held there. Raises 42501 and PT404 as enforce of
access:view does, where it is about somebody else.';

revoke all on function "stagedoor"."decision_asked"(uuid, text, uuid, uuid) from public;

grant execute on function "stagedoor"."decision_asked"(uuid, text, uuid, uuid) to "postgres";
