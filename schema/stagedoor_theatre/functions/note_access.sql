-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.note_access (
  p_share       public.script_shares,
  p_refused     text,
  p_is_download boolean,
  p_copy_number integer,
  p_client_ip   text,
  p_user_agent  text
)
  returns void
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122081310_theatre_opening.sql

comment on function
  "stagedoor_theatre"."note_access"(public.script_shares, text, boolean, integer, text,
  text) is 'Note that a share was opened, or refused (F76, F88).';

revoke all
  on function
    "stagedoor_theatre"."note_access"(public.script_shares, text, boolean, integer, text,
    text)
  from public;

grant execute
  on function
    "stagedoor_theatre"."note_access"(public.script_shares, text, boolean, integer, text,
    text)
  to "postgres";
