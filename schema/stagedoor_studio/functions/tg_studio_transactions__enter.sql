-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.tg_studio_transactions__enter()
  returns trigger
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Reads days that the writer may not see. Binds whoever writes, a till with the service key
-- included: what was counted is not added to.
declare
  v_is_given boolean := new.business_day is not null;
begin
  -- Many enter at once; close_cash locks the studio for itself, and they wait.
  perform from stagedoor.scopes as s where s.id = new.project_id for share;
  if not v_is_given then
    select coalesce(max(c.business_day) + 1, day.today) into new.business_day
    from (select stagedoor_studio.today(new.project_id)) as day (today)
    left join public.cash_closes as c
      on c.project_id = new.project_id and c.business_day >= day.today
    group by day.today;
  elsif exists (
    select from public.cash_closes as c
    where c.project_id = new.project_id and c.business_day = new.business_day
  ) then
    raise check_violation using
      message = 'The till of that day is closed',
      detail = json_build_object(
        'error_code', 'TILL_CLOSED', 'business_day', new.business_day),
      hint = 'Leave the day out: it then counts for the next day that is open.';
  end if;
  return new;
end;
$function$;

comment on function "stagedoor_studio"."tg_studio_transactions__enter"() is
  'Put a transaction into the till of a day that is open.

Raises 23514 for a closed one.';

revoke all on function "stagedoor_studio"."tg_studio_transactions__enter"() from public;

grant execute on function "stagedoor_studio"."tg_studio_transactions__enter"() to "postgres";
