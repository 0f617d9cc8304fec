-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_audit.quoted (
  p_at timestamp with time zone
)
  returns text
  language plpgsql
  immutable
  parallel safe
  strict
  set search_path to ''
  AS $function$
begin
  return to_char(p_at at time zone 'UTC', '"\""YYYY-MM-DD"T"HH24:MI:SS.US"Z\""');
end;
$function$;

alter function "stagedoor_audit"."quoted"(timestamp
  with time zone) owner to "stagedoor_auditor";

comment on function "stagedoor_audit"."quoted"(timestamp
  with time zone) is 'A moment as JSON: UTC with microseconds. Null for infinity.';

revoke all on function "stagedoor_audit"."quoted"(timestamp with time zone) from public;

grant execute on function "stagedoor_audit"."quoted"(timestamp with time zone) to "postgres";
