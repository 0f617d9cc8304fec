-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.designate_executive_producer (
  p_project_id uuid,
  p_user_id    uuid
)
  returns uuid
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122075100_api_film_productions.sql

comment on function "public"."designate_executive_producer"(uuid, uuid) is
  'Name the executive producer of a production. Returns its id.

They give the first spending authority and authorize overrides, as far as their access lets
them. p_user_id works on the production; null leaves nobody named. Needs access:escalate,
which asks for a second factor; nobody designates themselves (F40).

Raises:
- 42501: may not, or names themselves.
- PT404: no such production, or nobody who works there.';

revoke all on function "public"."designate_executive_producer"(uuid, uuid) from public;

grant execute
  on function "public"."designate_executive_producer"(uuid, uuid)
  to "authenticated", "postgres";
