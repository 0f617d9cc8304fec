-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.use_window (
  p_window_kind text,
  p_window_id   uuid,
  p_ends_at     timestamp with time zone
)
  returns void
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Writes window_uses, which nobody else may. Called by stamping triggers and definers.
declare
  v_rest_ms bigint;
  v_timeout pg_catalog.text;
begin
  insert into stagedoor.window_uses (window_kind, window_id, ends_at)
  values (p_window_kind, p_window_id, p_ends_at)
  on conflict on constraint window_uses_pkey do nothing;

  -- From 17 on the server itself ends a transaction that outlives the window.
  if found and current_setting('server_version_num')::integer >= 170000 then
    v_rest_ms := greatest(
      1, ceil(extract(epoch from p_ends_at - clock_timestamp()) * 1000)::bigint);
    select s.setting into v_timeout
    from pg_catalog.pg_settings as s where s.name = 'transaction_timeout';
    if v_timeout::bigint = 0 or v_timeout::bigint > v_rest_ms then
      perform set_config('transaction_timeout', v_rest_ms::pg_catalog.text, true);
    end if;
  end if;
end;
$function$;

comment on function "stagedoor"."use_window"(text, uuid, timestamp
  with time zone) is 'Let this transaction commit before p_ends_at or not at all (F118).

Called when a row is written under an elevation, or under a window that a part brings.';

revoke all
  on function "stagedoor"."use_window"(text, uuid, timestamp with time zone)
  from public;

grant execute
  on function "stagedoor"."use_window"(text, uuid, timestamp with time zone)
  to "postgres";
