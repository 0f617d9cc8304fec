-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.explain_menu (
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
  set search_path to '';
-- Its body: migrations/20261122045100_api_explanations.sql

revoke all on function "public"."explain_menu"(uuid, uuid, text) from public;

grant execute
  on function "public"."explain_menu"(uuid, uuid, text)
  to "authenticated", "postgres";
