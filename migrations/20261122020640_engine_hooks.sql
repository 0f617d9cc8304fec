-- Hooks: functions of parts that the engine calls by name.

create function stagedoor.tg_any__check_function()
returns trigger
language plpgsql
volatile
set search_path = ''
as $$
-- Checked now: a missing function would otherwise fail only where nobody looks. Arguments:
-- the column that names it, its own arguments, its answer, and what the message calls it.
declare
  v_name pg_catalog.text := to_jsonb(new) ->> tg_argv[0];
begin
  if v_name is not null and (
    select pg_get_function_result(p.oid)
    from pg_catalog.pg_proc as p
    where p.oid = to_regprocedure(format('%s(%s)', v_name, tg_argv[1]))
  ) is distinct from tg_argv[2] then
    raise check_violation using
      message = tg_argv[3] || ' has the wrong arguments or answer',
      hint = format('The comment on %I.%I.%I says which.',
        tg_table_schema, tg_table_name, tg_argv[0]);
  end if;
  return null;
end;
$$;

comment on function stagedoor.tg_any__check_function is
'Refuse a function that cannot be called as a hook. Raises 23514.';

-- Privileges. For triggers only.

revoke all on function stagedoor.tg_any__check_function
from public, anon, authenticated, service_role;
