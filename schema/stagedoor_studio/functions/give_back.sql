-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.give_back (
  p_project_id   uuid,
  p_user_id      uuid,
  p_denials_only boolean
)
  returns boolean
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122091100_studio_studios.sql

comment on function "stagedoor_studio"."give_back"(uuid, uuid, boolean) is
  'Grant a user anew the accesses that deactivating closed; whether any.

p_denials_only: only what denies, beside a studio role that they are given. Raises 42501
where the caller could not give it (F94).';

revoke all on function "stagedoor_studio"."give_back"(uuid, uuid, boolean) from public;

grant execute on function "stagedoor_studio"."give_back"(uuid, uuid, boolean) to "postgres";
