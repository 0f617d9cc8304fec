-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.tg_elevations__only_end()
  returns trigger
  language plpgsql
  set search_path to ''
  AS $function$
-- Raises for every login: only the end of an elevation comes later than its beginning.
begin
  if (new.id, new.scope_id, new.session_id, new.started_at, new.ends_at)
      is distinct from (old.id, old.scope_id, old.session_id, old.started_at, old.ends_at)
    or (old.ended_at is not null and (new.ended_at, new.ended_reason)
      is distinct from (old.ended_at, old.ended_reason))
    or stagedoor.is_other_person(old.user_id, new.user_id)
  then
    raise check_violation using message = 'An elevation is ended, never rewritten';
  end if;
  return new;
end;
$function$;

comment on function "stagedoor"."tg_elevations__only_end"() is 'Keep an elevation what it was when it was opened. Raises 23514.';

revoke all on function "stagedoor"."tg_elevations__only_end"() from public;

grant execute on function "stagedoor"."tg_elevations__only_end"() to "postgres";
