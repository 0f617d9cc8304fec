-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.explain_menu (
  p_user_id    uuid,
  p_project_id uuid,
  p_item_key   text
)
  returns table (
    step       integer,
    checkpoint text,
    outcome    text,
    detail     jsonb,
    remedy     text
  )
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122040120_answers_menus.sql

comment on function "stagedoor"."explain_menu"(uuid, uuid, text) is
  'Implementation of public.explain_menu.';

revoke all on function "stagedoor"."explain_menu"(uuid, uuid, text) from public;

grant execute
  on function "stagedoor"."explain_menu"(uuid, uuid, text)
  to "authenticated", "postgres";
