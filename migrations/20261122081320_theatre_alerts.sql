-- Alerts of the theatre part: a share that many open, and relationships that change a lot.

create index share_accesses_accessed_at_idx on public.share_accesses (accessed_at);
create index crew_relationships_date_updated_idx
  on public.crew_relationships (date_updated);

create function stagedoor_theatre.find_share_addresses(
  p_rule stagedoor.alert_rules, p_since timestamptz, p_until timestamptz
)
returns table (
  scope_id uuid, subject_id uuid, cause text, occurred_at timestamptz, detail jsonb
)
language sql
stable
security definer
set search_path = ''
as $$
  -- Reads openings of shares of anybody. Told where the script is logged.
  select
    place.id, h.shared_with_user_id, h.id::pg_catalog.text, n.latest,
    jsonb_build_object('share_id', h.id, 'addresses', o.addresses)
  from (
    select
      a.share_id, (a.accessed_at at time zone 'UTC')::pg_catalog.date as day,
      max(a.accessed_at) as latest
    from public.share_accesses as a
    where a.is_ok and a.accessed_at > p_since and a.accessed_at <= p_until
    group by 1, 2
  ) as n
  join public.script_shares as h on h.id = n.share_id
  cross join lateral (
    select count(distinct stagedoor.address_subject(a.client_ip)) as addresses
    from public.share_accesses as a
    where a.share_id = n.share_id
      and a.is_ok
      and a.accessed_at > n.latest - p_rule.within
      and a.accessed_at <= n.latest
  ) as o
  cross join lateral unnest(stagedoor_theatre.logs_of('share', h.id)) as place (id)
  where o.addresses >= p_rule.threshold
$$;

comment on function stagedoor_theatre.find_share_addresses is
'Which share was opened from many addresses (F89).

Of IPv6 each /64 is one. Whose alert it is: where the script is logged.';

create function stagedoor_theatre.find_crew_changes(
  p_rule stagedoor.alert_rules, p_since timestamptz, p_until timestamptz
)
returns table (
  scope_id uuid, subject_id uuid, cause text, occurred_at timestamptz, detail jsonb
)
language sql
stable
security definer
set search_path = ''
as $$
  -- Reads relationships of anybody. People belong to no scope.
  select
    null::pg_catalog.uuid, n.user_id, '', n.latest,
    jsonb_build_object('relationships', o.relationships)
  from (
    select
      p.user_id, (r.date_updated at time zone 'UTC')::pg_catalog.date as day,
      max(r.date_updated) as latest
    from public.crew_relationships as r
    cross join lateral unnest(array[r.manager_user_id, r.crew_user_id]) as p (user_id)
    where r.date_updated > p_since and r.date_updated <= p_until
    group by 1, 2
  ) as n
  cross join lateral (
    select count(*) as relationships
    from public.crew_relationships as r
    where n.user_id in (r.manager_user_id, r.crew_user_id)
      and r.date_updated > n.latest - p_rule.within
      and r.date_updated <= n.latest
  ) as o
  where o.relationships >= p_rule.threshold
$$;

comment on function stagedoor_theatre.find_crew_changes is
'Whose crew relationships change a lot, on either side (F89).

By relationships that were made, accepted, ended or opened again. What is deleted is gone.';

insert into stagedoor.alert_rules
  (rule_key, description, threshold, within, found_by)
values
  ('share_addresses',
    'A share was opened from many addresses within a day.', 6, '1 day',
    'stagedoor_theatre.find_share_addresses'),
  ('crew_changes',
    'Many crew relationships of one person changed within a day.', 10, '1 day',
    'stagedoor_theatre.find_crew_changes')
on conflict do nothing;

-- Privileges. For the sweeper only.

revoke all on function
  stagedoor_theatre.find_share_addresses,
  stagedoor_theatre.find_crew_changes
from public, anon, authenticated, service_role;
