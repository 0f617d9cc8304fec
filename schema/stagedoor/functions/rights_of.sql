-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.rights_of (
  p_acl   aclitem[],
  p_owner oid
)
  returns text
  language sql
  stable
  set search_path to '';
-- Its body: migrations/20261122050490_audit_fingerprint_facts.sql

revoke all on function "stagedoor"."rights_of"(aclitem[], oid) from public;

grant execute on function "stagedoor"."rights_of"(aclitem[], oid) to "postgres";
