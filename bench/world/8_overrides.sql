-- Overrides that are over and that nobody has swept, and the sweep as it is written by hand.
--
-- Loaded by the superuser when it is first asked about; add_film has made the production.

create function bench.add_overrides(p_count integer)
returns void
language plpgsql
as $$
declare
  c_project constant uuid := bench.id('project', 4);
begin
  perform bench.add_holder(-5004, 'project', c_project, r.id)
  from stagedoor.permission_roles as r
  where r.role_key = 'executive_producer' and r.scope_id is null
    and not exists (
      select from stagedoor.user_accounts as a where a.id = bench.id('person', -5004));
  insert into public.budget_lines (id, project_id, budget_id, cost_code_id, currency, amount,
    description, is_contingency)
  values (bench.id('reserve', 1), c_project, bench.id('budget', 1), bench.id('code', 1), 'USD',
    1000, 'Reserve', true)
  on conflict do nothing;
  alter table public.emergency_overrides disable trigger user;
  insert into public.emergency_overrides (project_id, cost_code_id, contingency_line_id,
    requested_by, requested_at, lapses_at, reason, duration_minutes, max_amount, currency,
    status, authorized_by, authorized_at, ends_at, started_at)
  select c_project, bench.id('code', 50 * (n % 100) + 1), bench.id('reserve', 1),
    bench.id('person', -5001), now() - interval '2 hours', now() + interval '1 day', 'Storm',
    60, 50, 'USD', 'Active', bench.id('person', -5004), now() - interval '61 minutes',
    now() - interval '1 minute', now() - interval '50 minutes'
  from generate_series(1, p_count) as n;
  alter table public.emergency_overrides enable always trigger _100_guard;
  alter table public.emergency_overrides enable always trigger _110_check_money;
  alter table public.emergency_overrides enable always trigger _120_refuse_truncate;
  alter table public.emergency_overrides enable always trigger _130_refuse_delete;
  alter table public.emergency_overrides enable trigger _300_note_end;
  alter table public.emergency_overrides enable always trigger _900_record;
  alter table public.emergency_overrides enable always trigger _900_record_steps;
end;
$$;

-- The same rows under the same constraints and indexes, with a log that is a table.
create table bench.overrides_by_hand (
  like public.emergency_overrides including all
);
create table bench.log_by_hand (
  id          bigint generated always as identity primary key,
  at          timestamptz not null default clock_timestamp(),
  event       text not null,
  override_id uuid not null,
  before      jsonb,
  after       jsonb
);
create index on bench.log_by_hand (override_id);

create function bench.sweep_by_hand()
returns integer
language plpgsql
as $$
declare
  v_count integer;
begin
  with over as (
    update bench.overrides_by_hand as o
    set status = 'Expired', ended_at = now()
    where o.status = 'Active' and o.ends_at <= now()
    returning o.id, o.ended_at
  )
  insert into bench.log_by_hand (event, override_id, before, after)
  select 'override.expired', o.id, '{"status": "Active", "ended_at": null}',
    jsonb_build_object('status', 'Expired', 'ended_at', o.ended_at)
  from over as o;
  with over as (
    update bench.overrides_by_hand as o
    set status = 'Revoked', revoked_at = now(), revoke_reason = 'expired'
    where o.status = 'Expired'
    returning o.id, o.revoked_at, o.revoke_reason
  )
  insert into bench.log_by_hand (event, override_id, before, after)
  select 'override.revoked', o.id,
    '{"status": "Expired", "revoked_at": null, "revoke_reason": null}',
    jsonb_build_object('status', 'Revoked', 'revoked_at', o.revoked_at, 'revoke_reason',
      o.revoke_reason)
  from over as o;
  get diagnostics v_count = row_count;
  return v_count;
end;
$$;
