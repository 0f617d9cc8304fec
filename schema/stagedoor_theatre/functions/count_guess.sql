-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.count_guess (
  p_client_ip text,
  p_existed   boolean
)
  returns timestamp with time zone
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122081010_theatre_claiming.sql

comment on function "stagedoor_theatre"."count_guess"(text, boolean) is
  'Count a token that nobody has; when its address may try again, or null.

Called for wrong tokens only: a right one is never refused, however many guess from the same
house. p_existed: whether it was right once (F78).';

revoke all on function "stagedoor_theatre"."count_guess"(text, boolean) from public;

grant execute on function "stagedoor_theatre"."count_guess"(text, boolean) to "postgres";
