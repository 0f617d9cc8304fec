-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.get_studio_figures (
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
  security definer
  set search_path to '';
-- Its body: migrations/20261122091300_studio_money.sql

comment on function "stagedoor_studio"."get_studio_figures"(uuid, date, date) is
  'Implementation of public.get_studio_figures.';

revoke all on function "stagedoor_studio"."get_studio_figures"(uuid, date, date) from public;

grant execute
  on function "stagedoor_studio"."get_studio_figures"(uuid, date, date)
  to "authenticated", "postgres";
