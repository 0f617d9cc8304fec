-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.tg_user_accesses__one_studio_role()
  returns trigger
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122091000_studio_roles.sql

comment on function "stagedoor_studio"."tg_user_accesses__one_studio_role"() is
  'Refuse a second studio role of one user in one studio (F48).

Raises 23514.';

revoke all on function "stagedoor_studio"."tg_user_accesses__one_studio_role"() from public;

grant execute
  on function "stagedoor_studio"."tg_user_accesses__one_studio_role"()
  to "postgres";
