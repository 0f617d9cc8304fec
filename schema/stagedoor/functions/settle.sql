-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.settle()
  returns void
  language plpgsql
  set search_path to ''
  AS $function$
-- Inside a block that catches, so that an event that cannot be appended, or a check of a
-- part at commit, takes the block along and not the count.
begin
  set constraints all immediate;
  set constraints all deferred;
end;
$function$;

comment on function "stagedoor"."settle"() is 'Do now what this transaction has left for its commit.

The last act of an attempt: what fails here can still be answered.';

revoke all on function "stagedoor"."settle"() from public;

grant execute on function "stagedoor"."settle"() to "postgres";
