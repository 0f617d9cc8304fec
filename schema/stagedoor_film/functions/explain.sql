-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.explain (
  p_user_id        uuid,
  p_permission_key text,
  p_scope_id       uuid,
  p_owner_id       uuid
)
  returns table (
    checkpoint text,
    detail     jsonb,
    remedy     text
  )
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122071610_film_explaining.sql

comment on function "stagedoor_film"."explain"(uuid, text, uuid, uuid) is
  'What film adds to an explanation: policy, authority, override (F35).

Of the two keys by which costs are signed, in a production. cost_policy: the phase, and
whether policies bind the user; spending_authority: how many are live; override: whether one
of theirs is active. An override never acts in can: it opens writes alone.';

revoke all on function "stagedoor_film"."explain"(uuid, text, uuid, uuid) from public;

grant execute on function "stagedoor_film"."explain"(uuid, text, uuid, uuid) to "postgres";
