-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.set_separation_rule (
  p_scope_id    uuid,
  p_rule_id     uuid,
  p_is_enforced boolean,
  p_reason      text
)
  returns integer
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122035600_api_roles.sql

comment on function "public"."set_separation_rule"(uuid, uuid, boolean, text) is
  'Drop a separation rule for a scope and below, or take it up again.

The reason is recorded. Returns how many users there hold both duties now: taking a rule up
again revokes none of them. Needs role:edit there (F101).

Raises:
- 22023: no decision or no reason.
- 42501: may not.
- PT404: no such rule there; no such scope, or the caller is no member of it.';

revoke all on function "public"."set_separation_rule"(uuid, uuid, boolean, text) from public;

grant execute
  on function "public"."set_separation_rule"(uuid, uuid, boolean, text)
  to "authenticated", "postgres";
