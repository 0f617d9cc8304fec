-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.delegate_spending_authority (
  p_authority_id    uuid,
  p_user_id         uuid,
  p_per_transaction numeric,
  p_cumulative      numeric,
  p_cost_code_id    uuid                     default null::uuid,
  p_valid_until     timestamp with time zone default null::timestamp with time zone
)
  returns uuid
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122075700_api_film_authorities.sql

comment on function
  "public"."delegate_spending_authority"(uuid, uuid, numeric, numeric, uuid, timestamp
  with time zone) is 'Pass on a part of one''s own authority. Returns the part''s id.

p_cumulative is reserved there and cannot be spent twice. The part is never wider: its code
is that of the authority or one below it, its phases, agreements and currency are the same,
it ends no later, and takes no more at once or in all than is left. It counts while what it
is a part of does, and while whoever passed it on holds authority:delegate. Each call
reserves another part. Needs authority:delegate (F113).

Raises:
- 22023: AMOUNT; more at once than in all; a window that is none; to oneself.
- 23514: AUTHORITY_OVER.
- 42501: may not; somebody else''s authority; AUTHORITY_EXCEEDED, with what is left.
- PT404: no such authority or code, or not for the caller to know of; nobody who works
  there.';

revoke all
  on function
    "public"."delegate_spending_authority"(uuid, uuid, numeric, numeric, uuid, timestamp
    with time zone)
  from public;

grant execute
  on function
    "public"."delegate_spending_authority"(uuid, uuid, numeric, numeric, uuid, timestamp
    with time zone)
  to "authenticated", "postgres";
