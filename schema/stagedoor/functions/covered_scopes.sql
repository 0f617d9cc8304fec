-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.covered_scopes (
  p_user_id        uuid,
  p_permission_key text,
  p_policy         text,
  p_detail         text
)
  returns table (
    covered_id uuid
  )
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to ''
  set plan_cache_mode to 'force_generic_plan';
-- Its body: migrations/20261122020790_engine_covered_sets.sql

comment on function "stagedoor"."covered_scopes"(uuid, text, text, text) is
  'Projects and departments that accesses of one policy cover (F2, F93).

p_policy: allow, own, locked, deny, or delegated for delegations. p_detail: all; topmost,
which names departments only where they are held on their own; or roots, the topmost scopes
of the covered trees.';

revoke all on function "stagedoor"."covered_scopes"(uuid, text, text, text) from public;

grant execute on function "stagedoor"."covered_scopes"(uuid, text, text, text) to "postgres";
