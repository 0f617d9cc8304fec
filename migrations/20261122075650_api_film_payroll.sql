-- API: payroll.

create function public.import_transactions(
  p_project_id uuid,
  p_rows jsonb,
  p_idempotency_key text,
  p_partial boolean default false
)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor_film.import_transactions(
    p_project_id, p_rows, p_idempotency_key, p_partial);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.import_transactions is
$$Import a payroll: all of it, or nothing and what is wrong.

p_rows is an array of 1 to 5000 objects {week_ending, payee, department, cost_code,
line_code, union_agreement, earning, hours, amount, currency, description}. cost_code is
what is paid for, line_code the code of the budget line that pays (the same where it is
empty): of the budgets in force the first line in that currency that is no reserve.
department is the one that cost_code has to belong to, where it is named; union_agreement
the code of the payee's agreement, empty for none; week_ending the day on which it counts.
Each row becomes a cost of the kind payroll, to be signed and posted.

Returns {imported, rejected}: how many went in, and for each row that does not fit {row,
checkpoint, expected, actual}, row 1 being the first. checkpoint is the first that it fails:
row (what is no row of a payroll, or lies in a closed period), cost_code_prefix,
union_jurisdiction, category, budget_line, amount, currency. Where any is rejected nothing
is imported, unless p_partial: then the others are. The same p_idempotency_key of the same
person with the same rows is one import, and answers the same; a payroll of which nothing
went in leaves its key free. Needs transaction:create in the production, and where the codes
belong (F44, F45, F120).

Raises:
- 22023: no array of 1 to 5000 rows; a key that is none.
- 23505: IDEMPOTENCY_KEY, the key stands for other rows.
- 42501: may not.
- PT404: no such production, or the caller is no member of it.$$;

-- Privileges.

revoke all on function
  public.import_transactions
from public, anon, authenticated, service_role;
grant execute on function
  public.import_transactions
to authenticated;
