-- Erasing a user from the log without breaking it: hashes stay, values are deleted.

grant stagedoor_auditor to current_user;

create function stagedoor_audit.erase(p_person_ids uuid[], p_emails text[])
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Deletes personal values, which no other role may.
declare
  v_erased bigint;
begin
  delete from stagedoor_audit.personal_values as v
  where v.person_id = any (p_person_ids)
    -- An invitation names an address without a user yet.
    or (v.person_id is null and lower(v.value) = any (p_emails));
  get diagnostics v_erased = row_count;
  return v_erased;
end;
$$;

comment on function stagedoor_audit.erase is
'Delete personal values of users, with their salts; how many.

Without its salt a hash cannot be guessed, so the rest of the log reveals no value.';

revoke all on function stagedoor_audit.erase from public, anon, authenticated, service_role;

select stagedoor.guard_audit_log();

create function stagedoor.erase_person(p_user_id uuid)
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads accounts and calls into the audit log, which no other role may. Called by definers
-- that have decided.
declare
  v_ids    pg_catalog.uuid[];
  v_emails pg_catalog.text[];
  v_erased bigint;
begin
  -- A user who was a guest before is in the log under that id, too.
  select array_agg(distinct i.id) into v_ids
  from (
    select p_user_id as id
    union all
    select a.former_id from stagedoor.account_aliases as a where a.user_id = p_user_id
    union all
    select a.id from stagedoor.user_accounts as a where a.claimed_as = p_user_id
  ) as i;

  select array_agg(distinct m.email) into v_emails
  from (
    select lower(a.email) as email
    from stagedoor.user_accounts as a
    where a.id = any (v_ids)
    union all
    select stagedoor.confirmed_email(p_user_id)
  ) as m
  where m.email is not null;

  v_erased := stagedoor_audit.erase(v_ids, v_emails);
  -- The user's rows of the access log are personal, too, and what was learned from them.
  delete from stagedoor.access_log as l where l.user_id = any (v_ids);
  delete from stagedoor.account_habits as h where h.user_id = any (v_ids);
  delete from stagedoor.account_scores as s where s.user_id = any (v_ids);
  update stagedoor.alerts as a
  set detail = a.detail - 'personal'
  where a.subject_id = any (v_ids) and a.detail ? 'personal';
  if v_erased > 0 then
    perform stagedoor.record_event(
      'account.erased', null,
      p_subject_id => p_user_id,
      p_object_type => 'user_accounts',
      p_object_id => p_user_id::pg_catalog.text,
      p_after => jsonb_build_object('erased_values', v_erased)
    );
  end if;
  return v_erased;
end;
$$;

comment on function stagedoor.erase_person is
'Erase a user from the audit log: a hook of parts; how many values.';

create function stagedoor.erase_personal_data(p_user_id uuid)
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Calls into the audit log, which no other role may.
begin
  if not stagedoor.is_service() then
    perform stagedoor.raise_denied('service', 'none');
  end if;
  return stagedoor.erase_person(p_user_id);
end;
$$;

comment on function stagedoor.erase_personal_data is
'Erase a user from the audit log and the access log.

Implementation of public.erase_personal_data.';

-- Privileges.

revoke all on function
  stagedoor.erase_person,
  stagedoor.erase_personal_data
from public, anon, authenticated, service_role;
grant execute on function stagedoor.erase_personal_data to service_role;
