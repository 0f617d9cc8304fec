-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.get_studio_figures (
  p_project_id uuid,
  p_from       date default null::date,
  p_to         date default null::date
)
  returns table (
    business_day date,
    artist_id    uuid,
    sales        bigint,
    refunds      bigint,
    total        numeric
  )
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122095300_api_studio_till.sql

comment on function "public"."get_studio_figures"(uuid, date, date) is
  'The takings of a studio, by day and artist.

From p_from to p_to, both included; null leaves that side open. Artists get their own
figures. Needs reports:view (F62).

Raises:
- 42501: may not.
- PT404: no such studio, or the caller is no member of it.';

revoke all on function "public"."get_studio_figures"(uuid, date, date) from public;

grant execute
  on function "public"."get_studio_figures"(uuid, date, date)
  to "authenticated", "postgres";
