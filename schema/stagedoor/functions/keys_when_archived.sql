-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.keys_when_archived (
  p_keys text[]
)
  returns text[]
  language plpgsql
  immutable
  parallel safe
  set search_path to ''
  AS $function$
begin
  return array(select k from unnest(p_keys) as k where stagedoor.counts_when_archived(k));
end;
$function$;

comment on function "stagedoor"."keys_when_archived"(text[]) is 'Those keys that count in an archived scope.';

revoke all on function "stagedoor"."keys_when_archived"(text[]) from public;

grant execute on function "stagedoor"."keys_when_archived"(text[]) to "postgres";
