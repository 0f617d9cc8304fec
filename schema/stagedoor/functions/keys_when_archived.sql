-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.keys_when_archived (
  p_keys text[]
)
  returns text[]
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to ''
  AS $function$
-- Reads the catalogue, which anon may not.
begin
  return array(
    select k
    from unnest(p_keys) as k
    join stagedoor.permissions as p on p.permission_key = k and p.counts_when_archived);
end;
$function$;

comment on function "stagedoor"."keys_when_archived"(text[]) is 'Those keys that count in an archived scope.';

revoke all on function "stagedoor"."keys_when_archived"(text[]) from public;

grant execute on function "stagedoor"."keys_when_archived"(text[]) to "postgres";
