-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.try_as (
  p_user_id    uuid,
  p_table      regclass,
  p_operation  text,
  p_row        jsonb,
  p_aal        text     default 'aal1'::text,
  p_session_id uuid     default null::uuid
)
  returns text
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Sets the claims of somebody else. Asked by definers that have checked access:view first.
declare
  v_claims  pg_catalog.text := current_setting('request.jwt.claims', true);
  v_outcome pg_catalog.text;
begin
  begin
    perform set_config('request.jwt.claims', jsonb_strip_nulls(jsonb_build_object(
      'sub', p_user_id, 'role', 'authenticated', 'aal', p_aal, 'session_id', p_session_id
    ))::pg_catalog.text, true);
    v_outcome := stagedoor.try_operation(p_table, p_operation, p_row);
    -- Whatever was done is undone with the claims.
    raise sqlstate 'SDTRY';
  exception
    when sqlstate 'SDTRY' then null;
  end;
  perform set_config('request.jwt.claims', coalesce(v_claims, ''), true);
  return v_outcome;
end;
$function$;

comment on function "stagedoor"."try_as"(uuid, regclass, text, jsonb, text, uuid) is
  'What row-level security answers to somebody else (F108, F109).

It is tried for real and undone. p_operation: select, insert, update or delete. Returns
allowed, invisible or refused. Triggers run and are undone too; a constraint that the row
violates is raised.';

revoke all
  on function "stagedoor"."try_as"(uuid, regclass, text, jsonb, text, uuid)
  from public;

grant execute
  on function "stagedoor"."try_as"(uuid, regclass, text, jsonb, text, uuid)
  to "postgres";
