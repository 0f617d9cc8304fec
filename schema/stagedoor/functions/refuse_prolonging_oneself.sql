-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.refuse_prolonging_oneself (
  p_user_id     uuid,
  p_scope_id    uuid,
  p_valid_until timestamp with time zone
)
  returns void
  language plpgsql
  stable
  security definer
  set search_path to ''
  AS $function$
-- Reads the caller's accesses. Somebody with power for an afternoon does not make it a
-- week.
begin
  if p_user_id = auth.uid() and not exists (
    select
    from stagedoor.contributions(p_user_id, 'access:grant', p_scope_id, stagedoor.instant()) as c
    where c.state = 'live'
      and c.policy = 'allow'
      and not c.is_delegated
      and (c.valid_until is null or c.valid_until >= p_valid_until)
  ) then
    perform stagedoor.deny('access:escalate', 'Nobody prolongs their own access.');
  end if;
end;
$function$;

comment on function "stagedoor"."refuse_prolonging_oneself"(uuid, uuid, timestamp
  with time zone) is 'Refuse to make oneself hold something longer than one may give (F39).

Raises 42501.';

revoke all
  on function "stagedoor"."refuse_prolonging_oneself"(uuid, uuid, timestamp with time zone)
  from public;

grant execute
  on function "stagedoor"."refuse_prolonging_oneself"(uuid, uuid, timestamp with time zone)
  to "postgres";
