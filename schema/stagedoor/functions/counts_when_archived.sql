-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.counts_when_archived (
  p_permission_key text
)
  returns boolean
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to ''
  AS $function$
-- Reads the catalogue, which anon may not.
begin
  return exists (
    select
    from stagedoor.permissions as p
    where p.permission_key = p_permission_key and p.counts_when_archived
  );
end;
$function$;

comment on function "stagedoor"."counts_when_archived"(text) is 'Whether a key is held in an archived scope, too.';

revoke all on function "stagedoor"."counts_when_archived"(text) from public;

grant execute on function "stagedoor"."counts_when_archived"(text) to "postgres";
