-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.shared_content (
  p_share public.script_shares
)
  returns jsonb
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122081310_theatre_opening.sql

comment on function "stagedoor_theatre"."shared_content"(public.script_shares) is
  'What a share opens: its script, or the scripts of its show (F115).

{script, elements}, or {scripts: [{script, elements}]}. From here to the end of the
transaction policies know the share.';

revoke all
  on function "stagedoor_theatre"."shared_content"(public.script_shares)
  from public;

grant execute
  on function "stagedoor_theatre"."shared_content"(public.script_shares)
  to "postgres";
