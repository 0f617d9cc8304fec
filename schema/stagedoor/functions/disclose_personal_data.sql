-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.disclose_personal_data (
  p_scope_id uuid,
  p_seq      bigint
)
  returns table (
    key   text,
    value text,
    salt  text
  )
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122050350_audit_disclosure.sql

comment on function "stagedoor"."disclose_personal_data"(uuid, bigint) is
  'Disclose the personal values of one event.

Implementation of public.disclose_personal_data.';

revoke all on function "stagedoor"."disclose_personal_data"(uuid, bigint) from public;

grant execute
  on function "stagedoor"."disclose_personal_data"(uuid, bigint)
  to "postgres", "service_role";
