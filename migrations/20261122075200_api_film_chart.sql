-- API: the chart of accounts, and the rules that hang on it.

create function public.import_cost_codes(
  p_project_id uuid,
  p_rows jsonb,
  p_dry_run boolean default false,
  p_create_departments boolean default false
)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor_film.import_cost_codes(
    p_project_id, p_rows, p_dry_run, p_create_departments);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.import_cost_codes is
$$Import a chart of accounts: all of it, or nothing.

p_rows is an array of 1 to 2000 objects {code, parent_code, name, category, department,
kind, union_agreement, source_code, line}. kind is header, account (the default), fringe or
contingency; department names a department scope, or is empty for that of the branch;
union_agreement is the code of an agreement; line is where the row stands in its file, the
row's number plus one by default. Rows may come in any order. p_dry_run answers the same and
writes nothing; p_create_departments makes departments that are not there, which needs
project:edit:assigned, too. A row that is in the chart already, as it is, is left alone.

Returns {imported, unchanged, departments, rejected}: how many were entered and were there
already, the names of departments that were made, and for each wrong row {row, line, code,
checkpoint, expected, actual}, row 1 being the first. Where any is rejected nothing is
imported. A row that hangs on a wrong one is not reported for that. Needs cost_code:edit
(F26, F44).

Raises:
- 22023: no array of 1 to 2000 rows.
- 42501: may not.
- PT404: no such production, or the caller is no member of it.$$;

create function public.save_cost_code(p_project_id uuid, p_row jsonb)
returns uuid
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor_film.save_cost_code(p_project_id, p_row);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.save_cost_code is
$$Enter or change one code of a chart. Returns its id.

p_row has names of columns as keys: id (to change that one), code, parent_id (of a new one),
name, source_code, category, kind, union_agreement_id. What is not named stays. Needs
cost_code:edit.

Raises:
- 22023: a value that is none, and which are; a key that is no column.
- 23505: another code of the production is called so.
- 23514: a category that differs within its branch or from its prefix; a code with budget
  lines that becomes a header.
- 42501: may not.
- PT404: no such production, code or agreement, or the caller is no member.$$;

create function public.move_cost_code(p_cost_code_id uuid, p_parent_id uuid)
returns uuid
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor_film.move_cost_code(p_cost_code_id, p_parent_id);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.move_cost_code is
$$Move a code, with all below it, below another. Returns its id.

p_parent_id null is the top. Again: nothing changes. Needs cost_code:edit (F26, F33).

Raises:
- 23514: a code that would stand below itself; a branch on the other side of the line.
- 42501: may not.
- PT404: no such code in that production, or not for the caller to know of.$$;

create function public.save_department_prefix(p_project_id uuid, p_row jsonb)
returns uuid
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor_film.save_department_prefix(p_project_id, p_row);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.save_department_prefix is
$$Say which department a prefix belongs to. Returns the id of the entry.

p_row: prefix, four digits; department_id, null for the production itself; category. One
entry per prefix: another call changes it, and the codes below follow. Needs cost_code:edit
(F44).

Raises:
- 22023: a prefix that has no four digits, a wildcard included; another category.
- 23514: codes of that prefix stand on the other side of the line.
- 42501: may not.
- PT404: no such production or department, or the caller is no member.$$;

create function public.remove_department_prefix(p_department_prefix_id uuid)
returns boolean
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor_film.remove_department_prefix(p_department_prefix_id);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.remove_department_prefix is
$$Remove an entry of a prefix: its codes fall to the one above.

Returns whether it was there. Needs cost_code:edit. One that ships stays.

Raises:
- 42501: may not.
- PT404: no such entry, or not for the caller to know of.$$;

create function public.save_cost_policy(p_project_id uuid, p_row jsonb)
returns uuid
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor_film.save_cost_policy(p_project_id, p_row);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.save_cost_policy is
$$Say what a role may write, and so bind it. Returns the id of the policy.

p_row: permission_role_id, or role_key; prefix, category, union_agreement_id and phase, null
meaning any but for category; requires_guild_approval, allows_line_producer_edit, false by
default. One policy per role, prefix, category, agreement and phase: another call changes
its flags. Above the line with guild approval the role reads; below the line with edit it
signs; else it is denied. The production's own policies stand before those that ship, then
the most specific one. Needs cost_code:edit; nobody changes what binds a role that they hold
(F31).

Raises:
- 22023: a prefix that has no four digits; another category or phase; no column.
- 42501: may not, or holds the role.
- PT404: no such production, role or agreement, or the caller is no member.$$;

create function public.remove_cost_policy(p_cost_policy_id uuid)
returns boolean
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor_film.remove_cost_policy(p_cost_policy_id);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.remove_cost_policy is
$$Remove a policy of a production. Returns whether it was there.

Needs cost_code:edit; nobody changes what binds a role that they hold. One that ships stays.

Raises:
- 42501: may not, or holds the role.
- PT404: no such policy, or not for the caller to know of.$$;

-- Privileges.

revoke all on function
  public.import_cost_codes,
  public.save_cost_code,
  public.move_cost_code,
  public.save_department_prefix,
  public.remove_department_prefix,
  public.save_cost_policy,
  public.remove_cost_policy
from public, anon, authenticated, service_role;
grant execute on function
  public.import_cost_codes,
  public.save_cost_code,
  public.move_cost_code,
  public.save_department_prefix,
  public.remove_department_prefix,
  public.save_cost_policy,
  public.remove_cost_policy
to authenticated;
