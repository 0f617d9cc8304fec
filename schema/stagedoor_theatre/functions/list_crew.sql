-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.list_crew()
  returns table (
    relationship_id    uuid,
    direction          text,
    user_id            uuid,
    user_status        text,
    user_role          text,
    custom_title       text,
    fullname_first     text,
    fullname_last      text,
    email_address      text,
    phone_number       text,
    relationship_notes text,
    is_active          boolean,
    accepted_at        timestamp with time zone,
    date_created       timestamp with time zone
  )
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122081100_theatre_managing.sql

revoke all on function "stagedoor_theatre"."list_crew"() from public;

grant execute on function "stagedoor_theatre"."list_crew"() to "authenticated", "postgres";
