-- What an override does: it lifts its requester's cost access, pays for what they sign, and
-- holds their transaction to its window (F40, F112, F118).

create function stagedoor_film.request_key(p_user_id uuid, p_scope_id uuid)
returns table (allowed boolean, valid_until timestamptz)
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads the accesses of anybody. Asked by definers only, which check who asks about whom.
declare
  v_is_me boolean := p_user_id is not distinct from stagedoor.caller_id();
begin
  return query
  select d.allowed, d.valid_until
  from stagedoor.decide(
    p_user_id, 'override:request', p_scope_id, null,
    case when v_is_me then stagedoor.session_id() end,
    case when v_is_me then stagedoor.session_aal() else 'aal1' end, not v_is_me) as d;
end;
$$;

comment on function stagedoor_film.request_key is
'Whether somebody holds override:request at a scope, and until when.

An override does not outlive the role of its requester.';

create function stagedoor_film.is_under_override(p_user_id uuid, p_project_id uuid)
returns boolean
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads overrides that the caller may not see.
begin
  return (
    select exists (
      select from public.emergency_overrides as o
      where o.requested_by = p_user_id
        and o.project_id = p_project_id
        and o.status = 'Active'
        and o.ends_at > stagedoor.instant()
    )
  );
end;
$$;

comment on function stagedoor_film.is_under_override is
'Whether somebody has an override of a production that is active now.

It may still cover nothing: covering_overrides says what.';

create function stagedoor_film.covering_overrides(
  p_user_id uuid, p_project_id uuid, p_cost_code_id uuid default null
)
returns table (cost_code_id uuid, override_id uuid, place bigint, valid_until timestamptz)
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads overrides, the chart and accesses that the caller may not see. The window is
-- compared here and now: nobody has to sweep what is over.
begin
  return query
  with live as materialized (
    select o.*, held.valid_until
    from public.emergency_overrides as o
    join public.cost_codes as top on top.id = o.cost_code_id
    cross join lateral stagedoor_film.request_key(
      p_user_id, coalesce(top.department_id, top.project_id)) as held
    where o.requested_by = p_user_id
      and o.project_id = p_project_id
      and o.status = 'Active'
      and o.ends_at > stagedoor.instant()
      and held.allowed
  ),
  covered as materialized (
    select
      c.id, coalesce(c.department_id, c.project_id) as scope_id, l.id as override_id,
      least(l.ends_at, l.valid_until) as valid_until,
      row_number() over (
        partition by c.id
        order by array_position(c.path, l.cost_code_id) desc, l.ends_at, l.id) as place
    from live as l
    join public.cost_codes as c
      on c.project_id = p_project_id and l.cost_code_id = any (c.path)
    where (p_cost_code_id is null or c.id = p_cost_code_id)
      -- Above the line the guild has approved it.
      and (c.category = 'below_line' or l.guild_approval_ref is not null)
  ),
  places as materialized (
    select s.scope_id, held.allowed, held.valid_until
    from (select distinct c.scope_id from covered as c) as s
    cross join lateral stagedoor_film.request_key(p_user_id, s.scope_id) as held
  )
  select c.id, c.override_id, c.place, least(c.valid_until, p.valid_until)
  from covered as c
  join places as p on p.scope_id = c.scope_id and p.allowed;
end;
$$;

comment on function stagedoor_film.covering_overrides is
'Overrides under which somebody may write against codes, best first.

Of one code or of all of a production. Active, inside the window, at the code or above it,
with the guild''s approval above the line, and while override:request is held at the code of
the override and at this one. The deepest subtree, then the one that ends first.';

create function stagedoor_film.code_levels(
  p_user_id uuid, p_project_id uuid, p_cost_code_id uuid default null
)
returns table (
  cost_code_id uuid, level text, valid_until timestamptz, override_id uuid
)
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads the accesses and overrides of anybody. Asked by definers only, which check who asks
-- about whom.
begin
  -- Common case: no emergency.
  if not stagedoor_film.is_under_override(p_user_id, p_project_id) then
    return query
    select l.cost_code_id, l.level, l.valid_until, null::pg_catalog.uuid
    from stagedoor_film.plain_levels(p_user_id, p_project_id, p_cost_code_id) as l;
    return;
  end if;
  return query
  select
    l.cost_code_id,
    case when c.override_id is not null then 'approve' else l.level end,
    least(l.valid_until, c.valid_until),
    c.override_id
  from stagedoor_film.plain_levels(p_user_id, p_project_id, p_cost_code_id) as l
  left join stagedoor_film.covering_overrides(
      p_user_id, p_project_id, p_cost_code_id) as c
    on c.cost_code_id = l.cost_code_id and c.place = 1 and l.level <> 'approve';
end;
$$;

comment on function stagedoor_film.code_levels is
'What somebody may do with codes of a production, or with one.

level: approve, read or denied (F29, F32). override_id: the override that lifted it to
approve; null where none had to. Policies and resolve_cost_access ask it alike.';

create function stagedoor_film.acting_override()
returns uuid
language plpgsql
stable
security definer
set search_path = ''
-- The table is always empty when it is analyzed: the planner would read all its dead rows.
set enable_seqscan = off
as $$
-- Reads window_uses, which no other role may.
begin
  return (
    select w.window_id
    from stagedoor.window_uses as w
    where w.xact_id = pg_current_xact_id_if_assigned() and w.window_kind = 'override_run'
  );
end;
$$;

comment on function stagedoor_film.acting_override is
'The override that run_under_override works under in this transaction.

Null outside of it.';

create function stagedoor_film.use_override(
  p_cost_code           public.cost_codes,
  p_spent               numeric,
  p_moved               numeric,
  p_currency            text,
  p_contingency_line_id uuid default null,
  p_beside_id           uuid default null
)
returns uuid
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Locks and debits overrides, which no request role may. Asked behind a lock on the
-- production.
declare
  v_acting   pg_catalog.uuid := stagedoor_film.acting_override();
  v_ids      pg_catalog.uuid[];
  v_override public.emergency_overrides;
  v_likeness public.spending_authorities;
begin
  v_ids := array(
    select c.override_id
    from stagedoor_film.covering_overrides(
      stagedoor.caller_id(), p_cost_code.project_id, p_cost_code.id) as c
    join public.emergency_overrides as o on o.id = c.override_id
    where (v_acting is null or o.id = v_acting)
      and (p_contingency_line_id is null or o.contingency_line_id = p_contingency_line_id)
      and (p_beside_id is null or exists (
        select
        from stagedoor_film.covering_overrides(
          stagedoor.caller_id(), p_cost_code.project_id, p_beside_id) as b
        where b.override_id = c.override_id
      ))
    order by c.place
  );
  -- What is left of them is looked at behind the lock alone.
  perform from public.emergency_overrides as o
  where o.id = any (v_ids)
  order by o.id
  for no key update;
  select o.* into v_override
  from public.emergency_overrides as o
  where o.id = any (v_ids)
    and o.status = 'Active'
    and o.ends_at > stagedoor.instant()
  order by
    (o.currency = p_currency
      and o.spent + p_spent <= o.max_amount
      and o.moved + p_moved <= o.max_amount) desc,
    array_position(v_ids, o.id)
  limit 1;
  if v_override.id is null then
    return null;
  elsif v_override.currency <> p_currency
    or v_override.spent + p_spent > v_override.max_amount
    or v_override.moved + p_moved > v_override.max_amount
  then
    v_likeness.per_transaction := v_override.max_amount;
    v_likeness.cumulative := v_override.max_amount;
    v_likeness.spent := case
      when p_moved > 0 then v_override.moved else v_override.spent end;
    v_likeness.reserved := 0;
    perform stagedoor_film.raise_exceeded(
      greatest(p_spent, p_moved), p_currency, v_likeness, format(
        'The override is for %s %s in all: nothing is converted.', v_override.currency,
        trim_scale(v_override.max_amount)));
  end if;

  if p_spent > 0 or p_moved > 0 then
    update public.emergency_overrides as o
    set spent = o.spent + p_spent, moved = o.moved + p_moved
    where o.id = v_override.id;
  end if;
  perform stagedoor.use_window('override', v_override.id, v_override.ends_at);
  return v_override.id;
end;
$$;

comment on function stagedoor_film.use_override is
'Write against a code under the best override of the caller.

Its id. Null where none covers the code, or none that names p_contingency_line_id and covers
the code p_beside_id, where they are given. What is spent, or moved, is debited; the
transaction then commits inside the window or not at all (F112, F118). Raises 42501,
AUTHORITY_EXCEEDED, beyond its amount.';

create function stagedoor_film.tg_any__stamp_override()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads overrides and notes their use, which no other role may. Argument: keep, where an
-- earlier override stays named.
declare
  v_override public.emergency_overrides;
begin
  -- Only a request by a user is lifted.
  if stagedoor_film.is_under_override(stagedoor.caller_id(), new.project_id) then
    select o.* into v_override
    from stagedoor_film.code_levels(
      stagedoor.caller_id(), new.project_id, new.cost_code_id) as l
    join public.emergency_overrides as o on o.id = l.override_id;
  end if;
  if v_override.id is not null then
    perform stagedoor.use_window('override', v_override.id, v_override.ends_at);
  end if;
  new.override_id := coalesce(
    v_override.id, case when tg_argv[0] = 'keep' then old.override_id end);
  return new;
end;
$$;

comment on function stagedoor_film.tg_any__stamp_override is
'Stamp a row that is written by a policy under an override (F112, F118).';

create trigger _210_stamp_override
  before update of estimate_to_complete, note on public.budget_lines
  for each row execute function stagedoor_film.tg_any__stamp_override();
create trigger _210_stamp_override
  before update of note on public.cost_transactions
  for each row execute function stagedoor_film.tg_any__stamp_override('keep');

create function stagedoor_film.tg_emergency_overrides__note_end()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes window_uses, which no other role may.
begin
  if exists (
    select from stagedoor.window_uses as w
    where w.xact_id = pg_current_xact_id_if_assigned()
      and w.window_kind = 'override' and w.window_id = new.id
  ) then
    perform stagedoor.use_window('override_closed', new.id, 'infinity');
  end if;
  return null;
end;
$$;

comment on function stagedoor_film.tg_emergency_overrides__note_end is
'Note that a transaction closed the override that it wrote under.

The check at commit then tells it from one that another transaction closed.';

create trigger _300_note_end
  after update of status on public.emergency_overrides
  for each row when (old.status = 'Active' and new.status <> 'Active')
  execute function stagedoor_film.tg_emergency_overrides__note_end();

create function stagedoor_film.tg_window_uses__hold_override()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads overrides and accesses, whoever commits: a deferred trigger runs as the committer
-- before 18.
declare
  v_override public.emergency_overrides;
  v_scope_id pg_catalog.uuid;
begin
  -- Shared with other writers, against whoever ends the override at this moment.
  select o.* into v_override
  from public.emergency_overrides as o
  where o.id = new.window_id
  for share;
  select coalesce(c.department_id, c.project_id) into v_scope_id
  from public.cost_codes as c
  where c.id = v_override.cost_code_id;

  -- Work and its completion may share a transaction. Whoever lost the role meanwhile writes
  -- nothing under it any more.
  if (
    v_override.status = 'Active' or exists (
      select from stagedoor.window_uses as w
      where w.xact_id = new.xact_id
        and w.window_kind = 'override_closed' and w.window_id = new.window_id)
  ) is not true
    or (
      select k.allowed
      from stagedoor_film.request_key(v_override.requested_by, v_scope_id) as k
    ) is not true
  then
    perform stagedoor.raise_window_closed(
      'override', coalesce(v_override.ended_at, v_override.ends_at),
      'It was written under an override that was closed before the commit.');
  end if;
  return null;
end;
$$;

comment on function stagedoor_film.tg_window_uses__hold_override is
'At commit, refuse changes made under an override that is closed (F118).

By its end, by whoever revoked it, or with the role of its requester; one that this
transaction completed itself still counts. That the window is not over is asked by the
engine, which takes the row away. Raises 42501.';

create constraint trigger _150_hold_override
  after insert on stagedoor.window_uses
  deferrable initially deferred
  for each row when (new.window_kind = 'override')
  execute function stagedoor_film.tg_window_uses__hold_override();
alter table stagedoor.window_uses enable always trigger _150_hold_override;

create function stagedoor_film.tg_cost_transactions__separate_override()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads overrides and rules that the writer may not see. Binds whoever writes.
begin
  if not stagedoor.is_replaying()
    and exists (
      select from public.emergency_overrides as o
      where o.id = new.override_id and new.posted_by in (o.requested_by, o.authorized_by)
    )
    and stagedoor.separation_is_enforced(
      (
        select r.id from stagedoor.separation_rules as r
        where r.rule_key = 'cost_maker_checker'
      ),
      new.project_id)
  then
    raise check_violation using
      message = 'Who asks for an override, who authorizes it and who posts are different '
        'people',
      detail = '{"error_code":"MAKER_CHECKER","rule":"cost_maker_checker"}',
      hint = 'Another person has to do this.';
  end if;
  return null;
end;
$$;

comment on function stagedoor_film.tg_cost_transactions__separate_override is
'Keep who asked for or authorized an override from posting (F116).

Raises 23514, MAKER_CHECKER.';

create trigger _510_separate_override
  after insert or update of posted_by, override_id on public.cost_transactions
  for each row when (new.override_id is not null and new.posted_by is not null)
  execute function stagedoor_film.tg_cost_transactions__separate_override();
alter table public.cost_transactions enable always trigger _510_separate_override;

-- Privileges. For definers only.

revoke all on function
  stagedoor_film.request_key,
  stagedoor_film.is_under_override,
  stagedoor_film.covering_overrides,
  stagedoor_film.code_levels,
  stagedoor_film.acting_override,
  stagedoor_film.use_override,
  stagedoor_film.tg_any__stamp_override,
  stagedoor_film.tg_emergency_overrides__note_end,
  stagedoor_film.tg_window_uses__hold_override,
  stagedoor_film.tg_cost_transactions__separate_override
from public, anon, authenticated, service_role;
