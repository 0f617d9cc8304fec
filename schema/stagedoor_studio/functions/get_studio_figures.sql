-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.get_studio_figures (
  p_project_id uuid,
  p_from       date default null::date,
  p_to         date default null::date
)
  returns table (
    business_day date,
    artist_id    uuid,
    sales        bigint,
    refunds      bigint,
    total        numeric
  )
  language plpgsql
  stable
  security definer
  set search_path to ''
  AS $function$
-- Adds up transactions that the caller may not see one by one.
declare
  v_user_id pg_catalog.uuid := stagedoor.caller_id();
  v_all     boolean := stagedoor.can('reports:view', p_project_id);
begin
  if not v_all then
    perform stagedoor.enforce('reports:view', p_project_id, v_user_id);
  end if;

  return query
  select
    t.business_day, t.artist_id,
    count(*) filter (where t.kind = 'sale'),
    count(*) filter (where t.kind = 'refund'),
    sum(t.amount)
  from public.studio_transactions as t
  where t.project_id = p_project_id
    and t.status <> 'voided'
    and (v_all or t.owner_id = v_user_id)
    and (p_from is null or t.business_day >= p_from)
    and (p_to is null or t.business_day <= p_to)
  group by t.business_day, t.artist_id
  order by t.business_day, t.artist_id;
end;
$function$;

comment on function "stagedoor_studio"."get_studio_figures"(uuid, date, date) is
  'Implementation of public.get_studio_figures.';

revoke all on function "stagedoor_studio"."get_studio_figures"(uuid, date, date) from public;

grant execute
  on function "stagedoor_studio"."get_studio_figures"(uuid, date, date)
  to "authenticated", "postgres";
