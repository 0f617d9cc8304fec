-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.list_approvals (
  p_transaction_id uuid
)
  returns table (
    "position"     smallint,
    permission_key text,
    role_key       text,
    user_id        uuid,
    approved_at    timestamp with time zone,
    is_next        boolean
  )
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122071720_film_signing.sql

revoke all on function "stagedoor_film"."list_approvals"(uuid) from public;

grant execute
  on function "stagedoor_film"."list_approvals"(uuid)
  to "authenticated", "postgres";
