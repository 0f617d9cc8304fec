-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.archive_scope (
  p_scope_id uuid
)
  returns boolean
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Writes scopes, which no request role may.
begin
  perform stagedoor.require_scope('project:delete', p_scope_id);
  update stagedoor.scopes as s
  set archived_at = stagedoor.instant()
  where s.id = p_scope_id and s.archived_at is null;
  return found;
end;
$function$;

comment on function "stagedoor"."archive_scope"(uuid) is 'Implementation of public.archive_scope.';

revoke all on function "stagedoor"."archive_scope"(uuid) from public;

grant execute on function "stagedoor"."archive_scope"(uuid) to "authenticated", "postgres";
