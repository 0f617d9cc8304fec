-- API: shows and scripts of the theatre.

create function public.create_show(p_name text, p_organization_id uuid default null)
returns uuid
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor_theatre.create_show(p_name, p_organization_id);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.create_show is
$$Open a show. Returns its project id (F64, F68).

The caller owns it and produces it. Without an organization it stands in their personal one,
which is made when first needed; in another they need project:create, and are producer for
as long as they hold it (F39). Who works in it: insert into show_assignments. A show is
never deleted: archive_scope closes it.

Raises:
- 22023: a name that is empty or longer than 200 characters.
- 42501: no live session, or may not create projects there.
- PT404: no such organization, or the caller is no member of it.$$;

create function public.delegate_script(
  p_script_id     uuid,
  p_crew_user_id  uuid,
  p_columns       text[],
  p_valid_until   timestamptz default null,
  p_department_id uuid        default null,
  p_operations    text[]      default '{update}'
)
returns uuid
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor_theatre.delegate_script(
    p_script_id, p_crew_user_id, p_columns, p_valid_until, p_department_id, p_operations);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.delegate_script is
$$Let one of one's crew write in a script (F71, F91).

Returns the delegation id. p_columns: rows of delegable_columns, by key
(script_elements.text) or by name (text, in every table that has it); '{}' ends what was
delegated, of one department where it is named, and answers null. p_department_id: only
elements of that department. p_operations: update; insert and delete of elements, in the
named department only. Again for the same person and department it takes the place of what
was. It ends with the relationship. Private elements, shares and handing over are never
delegated.

Raises:
- 22023: a column that cannot be delegated, another operation, insert or delete without a
  department, an end that is over, oneself.
- 42501: the script is somebody else's, and the caller reads it.
- PT404: no such script, department or crew member of the caller.$$;

-- Privileges.

revoke all on function
  public.create_show,
  public.delegate_script
from public, anon, authenticated, service_role;
grant execute on function
  public.create_show,
  public.delegate_script
to authenticated;

notify pgrst, 'reload schema';
