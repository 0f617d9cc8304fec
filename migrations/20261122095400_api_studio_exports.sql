-- API: exports and the backup.

create function public.export_resource(p_project_id uuid, p_resource text)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor_studio.export_resource(p_project_id, p_resource);
end;
$$;

comment on function public.export_resource is
$$Export agenda, clients, reports or inventory.

Returns {resource, project_id, exported_at, rows}. rows holds the rows by table. Artists
export their own agenda. Every export is an event, with the elevation behind it (F60).
Needs <resource>:export, which is locked for assistants but for the agenda.

Raises:
- 22023: another resource.
- 42501: may not, or not without the master code.
- PT404: no such studio, or the caller is no member of it.$$;

create function public.backup_studio(p_project_id uuid)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor_studio.backup_studio(p_project_id);
end;
$$;

comment on function public.backup_studio is
$$All rows of a studio.

Returns {project_id, name, backed_up_at, rows}, the rows by table. The master code and its
hash are no part of it. Every backup is an event. Needs security:backup.

Raises:
- 42501: may not.
- PT404: no such studio, or the caller is no member of it.$$;

-- Privileges.

revoke all on function
  public.export_resource,
  public.backup_studio
from public, anon, authenticated, service_role;
grant execute on function public.export_resource, public.backup_studio to authenticated;

notify pgrst, 'reload schema';
