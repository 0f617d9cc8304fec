-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.tg_ddl__note_policies()
  returns event_trigger
  language plpgsql
  security definer
  set search_path to ''
  set quote_all_identifiers to 'off';
-- Its body: migrations/20261122050510_audit_policy_history.sql

revoke all on function "stagedoor"."tg_ddl__note_policies"() from public;

grant execute on function "stagedoor"."tg_ddl__note_policies"() to "postgres";
