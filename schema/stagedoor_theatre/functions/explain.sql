-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.explain (
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
-- Its body: migrations/20261122081500_theatre_explaining.sql

comment on function "stagedoor_theatre"."explain"(uuid, text, uuid, uuid) is
  'What theatre adds to an explanation: ownership and relationship (F83).

In a show. ownership: whether the user owns the show, and the row that was asked about;
relationship: whether they are crew of the owner of the row, to the two of them.';

revoke all on function "stagedoor_theatre"."explain"(uuid, text, uuid, uuid) from public;

grant execute
  on function "stagedoor_theatre"."explain"(uuid, text, uuid, uuid)
  to "postgres";
