-- API: the access log.

create function public.list_access_log(
  p_scope_id uuid default null, p_limit integer default 100, p_after bigint default null
)
returns table (
  id bigint, user_id uuid, resource_type text, resource_id text, action text,
  "timestamp" timestamptz, ip_address inet, user_agent text, scope_id uuid, refused text,
  times integer, client_id text
)
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return query
  select * from stagedoor.list_access_log(p_scope_id, p_limit, p_after);
end;
$$;

comment on function public.list_access_log is
$$What was opened, exported or shown by calls in a scope (F88).

Newest first. p_scope_id: the scope, whose departments are included where the caller holds
audit:view there; null for what the caller did, anywhere. p_after: the id of the last row of
the page before. refused is the reason where a call answered with a refusal, times how often
within a minute, client_id the app that acted with the user's token. What was read through
policies is not in it.

Raises:
- 22023: a page of the wrong length.
- 42501: the caller does not hold audit:view there.
- PT404: no such scope, or the caller is no member of it.$$;

-- Privileges.

revoke all on function public.list_access_log
from public, anon, authenticated, service_role;
grant execute on function public.list_access_log to authenticated;

notify pgrst, 'reload schema';
