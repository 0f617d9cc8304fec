-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.counts_when_archived (
  p_permission_key text
)
  returns boolean
  language sql
  immutable
  parallel safe
  set search_path to ''
  AS $function$
  select p_permission_key in ('audit:view', 'project:delete')
$function$;

comment on function "stagedoor"."counts_when_archived"(text) is 'The keys that count in an archived scope.

To read its log, and to restore it.';

revoke all on function "stagedoor"."counts_when_archived"(text) from public;

grant execute on function "stagedoor"."counts_when_archived"(text) to "postgres";
