-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.refuse_last_holders_leaving (
  p_scope_ids uuid[]
)
  returns void
  language plpgsql
  stable
  security definer
  set search_path to ''
  AS $function$
-- Reads the accesses of anybody. Called after the change that may have gone too far.
declare
  v_scope_id pg_catalog.uuid;
begin
  foreach v_scope_id in array p_scope_ids loop
    perform stagedoor.refuse_last_holder_leaving(v_scope_id);
  end loop;
end;
$function$;

comment on function "stagedoor"."refuse_last_holders_leaving"(uuid[]) is
  'Raise 23514 where one of several scopes would be left without a holder.';

revoke all on function "stagedoor"."refuse_last_holders_leaving"(uuid[]) from public;

grant execute on function "stagedoor"."refuse_last_holders_leaving"(uuid[]) to "postgres";
