-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.trace_cost_access (
  p_user_id            uuid,
  p_cost_code_id       uuid,
  p_union_agreement_id uuid default null::uuid
)
  returns table (
    step       integer,
    checkpoint text,
    outcome    text,
    expected   text,
    actual     text,
    remedy     text
  )
  language plpgsql
  stable
  set search_path to '';
-- Its body: migrations/20261122075400_api_film_access.sql

comment on function "public"."trace_cost_access"(uuid, uuid, uuid) is
  'Where somebody''s way to a cost code passes and where it stops.

Four rows, one a checkpoint: cost_code_prefix (the code takes costs, and its prefix belongs
to a department in which the person signs), union_jurisdiction (the agreement of the payee
is that of the code, and holds today), phase (what the policies say in the phase of this
moment), spending_authority (what is left of the one that fits). outcome is pass, fail or
info; remedy says what would help, none for a pass. p_union_agreement_id is the payee''s,
null that of the code. Of others it needs access:view (F44 to F46).

Raises:
- 42501: about somebody else, without access:view.
- PT404: no such code or agreement, or not for the caller to know of.';

revoke all on function "public"."trace_cost_access"(uuid, uuid, uuid) from public;

grant execute
  on function "public"."trace_cost_access"(uuid, uuid, uuid)
  to "authenticated", "postgres";
