-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.share_answer (
  p_share public.script_shares
)
  returns jsonb
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122081310_theatre_opening.sql

comment on function "stagedoor_theatre"."share_answer"(public.script_shares) is
  'All that a share answers, with a version of it (F65, F78, F90).';

revoke all on function "stagedoor_theatre"."share_answer"(public.script_shares) from public;

grant execute
  on function "stagedoor_theatre"."share_answer"(public.script_shares)
  to "postgres";
