-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.set_staff_active (
  p_project_id uuid,
  p_user_id    uuid,
  p_is_active  boolean
)
  returns boolean
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122095100_api_studio_staff.sql

comment on function "public"."set_staff_active"(uuid, uuid, boolean) is
  'Deactivate or reactivate a user. Returns whether anything changed.

Deactivating closes their accesses in the studio and below; reactivating grants the same
anew, with the same ends. Accesses in the organization above stay. Needs
staff:toggle_active; to reactivate, the caller holds the keys that are granted (F94).

Raises:
- 23514: no user would be left who can give access.
- 42501: may not.
- PT404: no such studio, or no user of that id has ever worked there.';

revoke all on function "public"."set_staff_active"(uuid, uuid, boolean) from public;

grant execute
  on function "public"."set_staff_active"(uuid, uuid, boolean)
  to "authenticated", "postgres";
