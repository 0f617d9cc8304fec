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
  'Switch somebody off, or on again. Returns whether anything changed.

Off closes all that they hold in the studio and below; on gives the same anew, with the
same ends. What they hold in the organization above stays. Needs staff:toggle_active, and
to switch on, that the caller holds what comes back (F94).

Raises:
- 23514: nobody would be left who can give access.
- 42501: may not.
- PT404: no such studio, or nobody of that id has ever worked there.';

revoke all on function "public"."set_staff_active"(uuid, uuid, boolean) from public;

grant execute
  on function "public"."set_staff_active"(uuid, uuid, boolean)
  to "authenticated", "postgres";
