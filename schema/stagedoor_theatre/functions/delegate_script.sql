-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.delegate_script (
  p_script_id     uuid,
  p_crew_user_id  uuid,
  p_columns       text[],
  p_valid_until   timestamp with time zone default null::timestamp with time zone,
  p_department_id uuid                     default null::uuid,
  p_operations    text[]                   default '{update}'::text[]
)
  returns uuid
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122081200_theatre_producing.sql

revoke all
  on function "stagedoor_theatre"."delegate_script"(uuid, uuid, text[], timestamp
    with time zone, uuid, text[])
  from public;

grant execute
  on function "stagedoor_theatre"."delegate_script"(uuid, uuid, text[], timestamp
    with time zone, uuid, text[])
  to "authenticated", "postgres";
