-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.tg_window_uses__hold()
  returns trigger
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Reads elevations, whoever commits: a deferred trigger runs as the committer before 18.
declare
  v_ended_at pg_catalog.timestamptz;
begin
  -- Shared with other writers, against whoever ends the elevation at this moment. A part
  -- holds windows of its own kind by a trigger of its own on this table.
  if new.window_kind = 'elevation' then
    select e.ended_at into v_ended_at
    from stagedoor.elevations as e
    where e.id = new.window_id
    for share;
  end if;

  if new.ends_at <= clock_timestamp() or v_ended_at is not null then
    raise insufficient_privilege using
      message = 'Access denied',
      detail = json_build_object(
        'error_code', 'WINDOW_CLOSED', 'window', new.window_kind, 'ended_at', new.ends_at),
      hint = 'It was written under a window that closed before the commit.';
  end if;

  delete from stagedoor.window_uses as w
  where w.xact_id = new.xact_id and w.window_kind = new.window_kind
    and w.window_id = new.window_id;
  return null;
end;
$function$;

comment on function "stagedoor"."tg_window_uses__hold"() is 'At commit, refuse what was written under a closed window (F118).

Raises 42501. A raw SQL session can force the check early with `set constraints all
immediate`; from 17 on its transaction still ends at the window through
transaction_timeout.';

revoke all on function "stagedoor"."tg_window_uses__hold"() from public;

grant execute on function "stagedoor"."tg_window_uses__hold"() to "postgres";
