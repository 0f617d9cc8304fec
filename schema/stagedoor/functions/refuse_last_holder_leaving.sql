-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.refuse_last_holder_leaving (
  p_scope_id uuid
)
  returns void
  language plpgsql
  stable
  security definer
  set search_path to ''
  AS $function$
-- Reads the accesses of anybody. Called after the change that may have gone too far.
begin
  if not stagedoor.has_grant_holder(p_scope_id) then
    raise check_violation using
      message = 'Somebody must still be able to give access there',
      detail = json_build_object('error_code', 'LAST_HOLDER', 'scope_id', p_scope_id),
      hint = 'Give access:grant to somebody else first, without an end.';
  end if;
end;
$function$;

comment on function "stagedoor"."refuse_last_holder_leaving"(uuid) is
  'Raise 23514 where nobody would be left who can give access.';

revoke all on function "stagedoor"."refuse_last_holder_leaving"(uuid) from public;

grant execute on function "stagedoor"."refuse_last_holder_leaving"(uuid) to "postgres";
