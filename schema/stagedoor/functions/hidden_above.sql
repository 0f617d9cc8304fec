-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.hidden_above (
  p_item_id uuid,
  p_keys    text[],
  p_path    uuid[]
)
  returns jsonb
  language sql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122040120_answers_menus.sql

comment on function "stagedoor"."hidden_above"(uuid, text[], uuid[]) is
  'The topmost item above one that is hidden, and why. Null where all show.';

revoke all on function "stagedoor"."hidden_above"(uuid, text[], uuid[]) from public;

grant execute on function "stagedoor"."hidden_above"(uuid, text[], uuid[]) to "postgres";
