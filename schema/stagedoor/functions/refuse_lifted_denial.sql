-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.refuse_lifted_denial (
  p_user_id   uuid,
  p_scope_ids uuid[],
  p_keys      text[]
)
  returns void
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122020900_engine_guards.sql

comment on function "stagedoor"."refuse_lifted_denial"(uuid, uuid[], text[]) is
  'Refuse to lift a denial that suppresses a grant (F50).

Lifting it grants the keys anew: a user cannot lift their own denial, and others lift it
only for keys that they hold where it was denied (F94). Raises 42501.';

revoke all on function "stagedoor"."refuse_lifted_denial"(uuid, uuid[], text[]) from public;

grant execute
  on function "stagedoor"."refuse_lifted_denial"(uuid, uuid[], text[])
  to "postgres";
