-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.list_permissions()
  returns table (
    permission_key text,
    module         text,
    module_label   text,
    action         text,
    scope          text,
    description    text,
    requires_aal2  boolean,
    is_delegable   boolean,
    implies        text[]
  )
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122030610_operations_role_lists.sql

revoke all on function "stagedoor"."list_permissions"() from public;

grant execute on function "stagedoor"."list_permissions"() to "authenticated", "postgres";
