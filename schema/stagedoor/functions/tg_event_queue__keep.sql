-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.tg_event_queue__keep()
  returns trigger
  language plpgsql
  set search_path to ''
  AS $function$
-- Only the flush takes rows out, and it runs inside a trigger.
begin
  if tg_op <> 'DELETE' or pg_trigger_depth() < 2 then
    raise insufficient_privilege using
      message = 'What happened in this transaction is not taken back';
  end if;
  return old;
end;
$function$;

comment on function "stagedoor"."tg_event_queue__keep"() is 'Refuse to change or remove events before their commit. Raises 42501.';

revoke all on function "stagedoor"."tg_event_queue__keep"() from public;

grant execute on function "stagedoor"."tg_event_queue__keep"() to "postgres";
