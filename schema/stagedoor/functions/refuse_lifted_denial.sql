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
  'Refuse to lift a denial that holds something back (F50).

What somebody regains is given to them, as by a grant: nobody regains it by their own hand,
and others give back only what they hold where it was denied (F94). Raises 42501.';

revoke all on function "stagedoor"."refuse_lifted_denial"(uuid, uuid[], text[]) from public;

grant execute
  on function "stagedoor"."refuse_lifted_denial"(uuid, uuid[], text[])
  to "postgres";
