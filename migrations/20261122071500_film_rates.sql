-- Agreements and rates: entering them, locking them, and opening a window in the lock.

insert into stagedoor.settings (key, value, description) values
  ('rate_unlock_max_minutes', '240',
    'The longest window in which locked union rates may be changed, in minutes (F34).')
on conflict (key) do nothing;

create function stagedoor_film.save_union_agreement(p_project_id uuid, p_row jsonb)
returns uuid
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes agreements, which no request role may.
declare
  v_code  pg_catalog.text;
  v_from  pg_catalog.date;
  v_until pg_catalog.date;
  v_there public.union_agreements;
  v_new   public.union_agreements;
begin
  perform stagedoor_film.refuse_unknown_fields(p_row, array[
    'code', 'guild', 'jurisdiction', 'covers', 'valid_from', 'valid_until', 'is_example']);
  v_code := p_row ->> 'code';
  perform stagedoor_film.require_production('union_rate:edit', p_project_id);
  if (v_code ~ '^[A-Z0-9]+(-[A-Z0-9]+)*$' and char_length(v_code) <= 40) is not true then
    raise invalid_parameter_value using
      message = 'The code of an agreement is capitals and digits, joined by -, such as '
        'IATSE-600',
      detail = json_build_object('field', 'code', 'actual', left(v_code, 60));
  end if;

  -- What is not named stays, or is that of the agreement that ships.
  select a.* into v_there
  from public.union_agreements as a
  where a.code = v_code and (a.project_id = p_project_id or a.project_id is null)
  order by a.project_id is null
  limit 1;
  v_new.guild := coalesce(btrim(p_row ->> 'guild'), v_there.guild);
  v_new.jurisdiction := coalesce(btrim(p_row ->> 'jurisdiction'), v_there.jurisdiction);
  v_new.covers := coalesce(btrim(p_row ->> 'covers'), v_there.covers, '');
  v_from := case
    when p_row ? 'valid_from'
      then stagedoor_film.field(p_row, 'valid_from', 'pg_catalog.date')::pg_catalog.date
    else v_there.valid_from end;
  v_until := case
    when p_row ? 'valid_until'
      then stagedoor_film.field(p_row, 'valid_until', 'pg_catalog.date')::pg_catalog.date
    else v_there.valid_until end;
  v_new.is_example := coalesce(
    stagedoor_film.field(p_row, 'is_example', 'pg_catalog.bool')::boolean, false);
  if (char_length(v_new.guild) between 1 and 120) is not true
    or (char_length(v_new.jurisdiction) between 1 and 200) is not true
    or char_length(v_new.covers) > 400
  then
    raise invalid_parameter_value using
      message = 'An agreement has a guild of 1 to 120 characters, a jurisdiction of 1 to '
        '200, and covers at most 400';
  end if;
  perform stagedoor_film.check_days(v_from, v_until);

  if v_there.project_id is null then
    insert into public.union_agreements as a (
      project_id, code, guild, jurisdiction, covers, valid_from, valid_until, is_example
    )
    values (
      p_project_id, v_code, v_new.guild, v_new.jurisdiction, v_new.covers, v_from, v_until,
      v_new.is_example
    )
    returning a.id into v_new.id;
    return v_new.id;
  end if;
  update public.union_agreements as a
  set guild = v_new.guild, jurisdiction = v_new.jurisdiction, covers = v_new.covers,
      valid_from = v_from, valid_until = v_until, is_example = v_new.is_example
  where a.id = v_there.id
    and (a.guild, a.jurisdiction, a.covers, a.valid_from, a.valid_until, a.is_example)
      is distinct from (
        v_new.guild, v_new.jurisdiction, v_new.covers, v_from, v_until, v_new.is_example);
  return v_there.id;
end;
$$;

comment on function stagedoor_film.save_union_agreement is
'Implementation of public.save_union_agreement.';

create function stagedoor_film.check_days(p_valid_from date, p_valid_until date)
returns void
language plpgsql
immutable
set search_path = ''
as $$
begin
  if not coalesce(isfinite(p_valid_from), true)
    or not coalesce(isfinite(p_valid_until), true)
    or p_valid_until <= p_valid_from
  then
    raise invalid_parameter_value using
      message = 'A window of days ends after it begins, and not at infinity',
      detail = json_build_object('valid_from', p_valid_from, 'valid_until', p_valid_until);
  end if;
end;
$$;

comment on function stagedoor_film.check_days is
'Refuse a window of days that ends before it begins. Raises 22023.';

create function stagedoor_film.lock_agreement(
  p_permission_key text, p_union_agreement_id uuid
)
returns public.union_agreements
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Locks an agreement, which no request role may. One that ships can be changed by nobody,
-- and answers as one that is not there.
declare
  v_agreement public.union_agreements;
begin
  select a.* into v_agreement
  from public.union_agreements as a
  where a.id = p_union_agreement_id and a.project_id is not null;
  -- An administrator need not see the rates, and is told what helps.
  if not stagedoor.can('union_rate:view', v_agreement.project_id)
    and not exists (
      select
      from stagedoor.decide(
        stagedoor.caller_id(), p_permission_key, v_agreement.project_id, null,
        stagedoor.session_id(), stagedoor.session_aal()) as d
      where d.allowed or d.reason = 'needs_aal2'
    )
  then
    perform stagedoor.raise_not_found('Union agreement');
  end if;
  perform stagedoor.enforce(p_permission_key, v_agreement.project_id);
  -- Whoever writes a rate at this moment holds it: wait for them.
  select a.* into v_agreement
  from public.union_agreements as a
  where a.id = p_union_agreement_id
  for update;
  perform stagedoor.require(p_permission_key, v_agreement.project_id);
  return v_agreement;
end;
$$;

comment on function stagedoor_film.lock_agreement is
'Guard a change of an agreement: see it, enforce, lock it, require.

Raises 42501; PT404 for one that is foreign, absent or ships.';

create function stagedoor_film.save_union_rate(p_project_id uuid, p_row jsonb)
returns uuid
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes rates, which no request role may. Whether they are locked is asked by a trigger.
declare
  v_new       public.union_rates;
  v_agreement public.union_agreements;
begin
  perform stagedoor_film.refuse_unknown_fields(p_row, array[
    'id', 'union_agreement_id', 'rate_kind', 'classification', 'amount', 'unit', 'percent',
    'ceiling', 'currency', 'valid_from', 'valid_until', 'is_example']);
  v_new.id := stagedoor_film.field(p_row, 'id', 'pg_catalog.uuid');
  v_new.union_agreement_id :=
    stagedoor_film.field(p_row, 'union_agreement_id', 'pg_catalog.uuid');
  v_new.rate_kind := p_row ->> 'rate_kind';
  v_new.classification := coalesce(btrim(p_row ->> 'classification'), '');
  v_new.amount := stagedoor_film.field(p_row, 'amount', 'pg_catalog.numeric');
  v_new.unit := stagedoor_film.field(p_row, 'unit', 'pg_catalog.text');
  v_new.percent := stagedoor_film.field(p_row, 'percent', 'pg_catalog.numeric');
  v_new.ceiling := stagedoor_film.field(p_row, 'ceiling', 'pg_catalog.numeric');
  v_new.currency := stagedoor_film.field(p_row, 'currency', 'pg_catalog.text');
  v_new.valid_from := stagedoor_film.field(p_row, 'valid_from', 'pg_catalog.date');
  v_new.valid_until := stagedoor_film.field(p_row, 'valid_until', 'pg_catalog.date');
  v_new.is_example := coalesce(
    stagedoor_film.field(p_row, 'is_example', 'pg_catalog.bool')::boolean, false);
  perform stagedoor_film.require_production('union_rate:edit', p_project_id);

  select a.* into v_agreement
  from public.union_agreements as a
  where a.id = v_new.union_agreement_id and a.project_id = p_project_id;
  if not found or (v_new.id is not null and not exists (
    select from public.union_rates as r
    where r.id = v_new.id and r.union_agreement_id = v_agreement.id
  )) then
    perform stagedoor.raise_not_found(
      case when v_agreement.id is null then 'Union agreement' else 'Union rate' end);
  end if;

  if v_new.rate_kind is null
    or v_new.rate_kind not in ('wage', 'pension', 'health', 'other_fringe')
  then
    raise invalid_parameter_value using
      message = 'A rate is a wage, pension, health or other_fringe',
      detail = json_build_object('field', 'rate_kind', 'actual', left(v_new.rate_kind, 60));
  elsif num_nonnulls(v_new.amount, v_new.percent) <> 1
    or (v_new.rate_kind = 'wage' and v_new.amount is null)
  then
    raise invalid_parameter_value using
      message = 'A wage is an amount; another rate is either an amount or a percent';
  elsif (v_new.amount is null) <> (v_new.unit is null) or char_length(v_new.unit) > 40 then
    raise invalid_parameter_value using
      message = 'An amount has a unit of 1 to 40 characters, such as per hour';
  elsif (v_new.percent between 0 and 100 and scale(trim_scale(v_new.percent)) <= 3) is false
  then
    raise invalid_parameter_value using
      message = 'A percent lies between 0 and 100 and has at most 3 decimals',
      detail = json_build_object('actual', left(v_new.percent::pg_catalog.text, 40));
  elsif v_new.ceiling is not null and v_new.rate_kind = 'wage' then
    raise invalid_parameter_value using message = 'A wage has no ceiling';
  elsif char_length(v_new.classification) > 120 then
    raise invalid_parameter_value using
      message = 'A classification has at most 120 characters';
  elsif v_new.valid_from is null then
    raise invalid_parameter_value using message = 'A rate has a valid_from';
  end if;
  v_new.currency := case
    when num_nonnulls(v_new.amount, v_new.ceiling) > 0 then v_new.currency end;
  perform stagedoor_film.check_days(v_new.valid_from, v_new.valid_until);

  -- The same kind from the same day is the same rate.
  v_new.id := coalesce(v_new.id, (
    select r.id
    from public.union_rates as r
    where r.union_agreement_id = v_agreement.id
      and r.rate_kind = v_new.rate_kind
      and r.classification = v_new.classification
      and r.valid_from = v_new.valid_from
  ));
  begin
    if v_new.id is null then
      insert into public.union_rates as r (
        union_agreement_id, rate_kind, classification, amount, unit, percent, ceiling,
        currency, valid_from, valid_until, is_example, entered_by
      )
      values (
        v_agreement.id, v_new.rate_kind, v_new.classification, v_new.amount, v_new.unit,
        v_new.percent, v_new.ceiling, v_new.currency, v_new.valid_from, v_new.valid_until,
        v_new.is_example, stagedoor.caller_id()
      )
      returning r.id into v_new.id;
    else
      update public.union_rates as r
      set rate_kind = v_new.rate_kind, classification = v_new.classification,
          amount = v_new.amount, unit = v_new.unit, percent = v_new.percent,
          ceiling = v_new.ceiling, currency = v_new.currency,
          valid_from = v_new.valid_from, valid_until = v_new.valid_until,
          is_example = v_new.is_example, entered_by = stagedoor.caller_id()
      where r.id = v_new.id
        and (r.rate_kind, r.classification, r.amount, r.unit, r.percent, r.ceiling,
            r.currency, r.valid_from, r.valid_until, r.is_example)
          is distinct from (v_new.rate_kind, v_new.classification, v_new.amount,
            v_new.unit, v_new.percent, v_new.ceiling, v_new.currency, v_new.valid_from,
            v_new.valid_until, v_new.is_example);
    end if;
  exception
    when exclusion_violation then
      raise unique_violation using
        message = 'A rate of that kind holds in a part of that window already',
        detail = json_build_object(
          'rate_kind', v_new.rate_kind, 'valid_from', v_new.valid_from,
          'valid_until', v_new.valid_until),
        hint = 'Give that one an end first.';
  end;
  return v_new.id;
end;
$$;

comment on function stagedoor_film.save_union_rate is
'Implementation of public.save_union_rate.';

create function stagedoor_film.remove_union_rate(p_union_rate_id uuid)
returns boolean
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes rates, which no request role may. Whether they are locked is asked by a trigger.
declare
  v_project_id pg_catalog.uuid;
begin
  select r.project_id into v_project_id
  from public.union_rates as r
  where r.id = p_union_rate_id;
  if not stagedoor.can('union_rate:view', v_project_id) then
    perform stagedoor.raise_not_found('Union rate');
  end if;
  perform stagedoor_film.require_production('union_rate:edit', v_project_id);
  delete from public.union_rates as r where r.id = p_union_rate_id;
  return found;
end;
$$;

comment on function stagedoor_film.remove_union_rate is
'Implementation of public.remove_union_rate.';

create function stagedoor_film.lock_union_rates(p_union_agreement_id uuid)
returns uuid
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes rates and windows, which no request role may.
begin
  perform stagedoor_film.lock_agreement('union_rate:edit', p_union_agreement_id);
  if not exists (
    select from public.union_rates as r
    where r.union_agreement_id = p_union_agreement_id
  ) then
    raise check_violation using
      message = 'The agreement has no rates to lock',
      hint = 'Enter them with save_union_rate.';
  end if;
  update public.union_rates as r
  set is_locked = true
  where r.union_agreement_id = p_union_agreement_id and not r.is_locked;
  update public.rate_unlocks as u
  set ended_at = stagedoor.instant(), ended_by = stagedoor.caller_id()
  where u.union_agreement_id = p_union_agreement_id
    and u.ended_at is null
    and u.ends_at > stagedoor.instant();
  return p_union_agreement_id;
end;
$$;

comment on function stagedoor_film.lock_union_rates is
'Implementation of public.lock_union_rates.';

create function stagedoor_film.unlock_union_rates(
  p_union_agreement_id uuid, p_reason text, p_minutes integer
)
returns uuid
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes windows, which no request role may.
declare
  v_reason    pg_catalog.text := stagedoor_film.check_reason(p_reason);
  v_most      integer := stagedoor.setting_number('rate_unlock_max_minutes', 240);
  v_agreement public.union_agreements;
  v_unlock    public.rate_unlocks;
begin
  if p_minutes is null or p_minutes not between 1 and v_most then
    raise invalid_parameter_value using
      message = format('Rates are unlocked for 1 to %s minutes', v_most),
      detail = json_build_object('p_minutes', p_minutes);
  end if;
  v_agreement := stagedoor_film.lock_agreement('union_rate:unlock', p_union_agreement_id);
  if not exists (
    select from public.union_rates as r
    where r.union_agreement_id = p_union_agreement_id and r.is_locked
  ) then
    raise check_violation using
      message = 'The agreement has no rates that are locked',
      detail = '{"error_code":"RATES_NOT_LOCKED"}';
  end if;

  select u.* into v_unlock
  from public.rate_unlocks as u
  where u.union_agreement_id = p_union_agreement_id
    and u.ended_at is null
    and u.ends_at > stagedoor.instant();
  if found then
    if v_unlock.unlocked_by <> stagedoor.caller_id() then
      raise unique_violation using
        message = 'The rates are unlocked already',
        detail = json_build_object('ends_at', v_unlock.ends_at);
    end if;
    return v_unlock.id;
  end if;

  insert into public.rate_unlocks as u (
    project_id, union_agreement_id, unlocked_by, ends_at, reason
  )
  values (
    v_agreement.project_id, p_union_agreement_id, stagedoor.caller_id(),
    stagedoor.instant() + make_interval(mins => p_minutes), v_reason
  )
  returning u.id into v_unlock.id;
  return v_unlock.id;
end;
$$;

comment on function stagedoor_film.unlock_union_rates is
'Implementation of public.unlock_union_rates.';

-- Privileges.

revoke all on function
  stagedoor_film.save_union_agreement,
  stagedoor_film.check_days,
  stagedoor_film.lock_agreement,
  stagedoor_film.save_union_rate,
  stagedoor_film.remove_union_rate,
  stagedoor_film.lock_union_rates,
  stagedoor_film.unlock_union_rates
from public, anon, authenticated, service_role;
grant execute on function
  stagedoor_film.save_union_agreement,
  stagedoor_film.save_union_rate,
  stagedoor_film.remove_union_rate,
  stagedoor_film.lock_union_rates,
  stagedoor_film.unlock_union_rates
to authenticated;
