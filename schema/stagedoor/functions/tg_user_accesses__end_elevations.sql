-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.tg_user_accesses__end_elevations()
  returns trigger
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Writes elevations, which no request role may.
begin
  -- Whoever changes roles starts without the power that the former role was delegated.
  update stagedoor.elevations as e
  set ended_at = stagedoor.instant(), ended_reason = 'role changed'
  where e.user_id = new.user_id
    and e.ended_at is null
    and exists (
      select
      from stagedoor.scopes as elevated
      join stagedoor.scopes as changed on changed.id = new.scope_id
      where elevated.id = e.scope_id
        and (elevated.id = any (changed.path) or changed.id = any (elevated.path))
    );
  return null;
end;
$function$;

comment on function "stagedoor"."tg_user_accesses__end_elevations"() is
  'End elevations of somebody whose roles change (F55).

Those at the scope of the changed access, above it and below it.';

revoke all on function "stagedoor"."tg_user_accesses__end_elevations"() from public;

grant execute on function "stagedoor"."tg_user_accesses__end_elevations"() to "postgres";
