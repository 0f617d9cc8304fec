-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.tg_secrets__record()
  returns trigger
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Queues events, which nobody else may. The value stays out of them.
declare
  v_secret stagedoor.secrets := coalesce(new, old);
begin
  perform stagedoor.record_event(
    p_event => case tg_op when 'DELETE' then 'secret.removed' else 'secret.set' end,
    p_scope_id => v_secret.scope_id,
    p_object_type => 'secrets',
    p_object_id => v_secret.name);
  return null;
end;
$function$;

comment on function "stagedoor"."tg_secrets__record"() is 'Queue secret.set and secret.removed, with the name alone.';

revoke all on function "stagedoor"."tg_secrets__record"() from public;

grant execute on function "stagedoor"."tg_secrets__record"() to "postgres";
