-- Refusals: how a call says no, in the words and codes of docs/errors.md.

create function stagedoor.raise_denied(p_required text, p_hint text default null)
returns void
language plpgsql
stable
set search_path = ''
as $$
begin
  raise insufficient_privilege using
    message = 'Access denied',
    detail = format(
      '{"error_code":"INSUFFICIENT_PERMISSIONS","required_permission":%s}',
      coalesce(to_json(p_required)::pg_catalog.text, 'null')),
    hint = coalesce(
      case when stagedoor.client_id() is not null then 'client_not_allowed' end,
      p_hint, '');
end;
$$;

comment on function stagedoor.raise_denied is
'Refuse what the caller may know of and may not do (F86, F87).

Raises 42501, HTTP 403. An app''s token is told that it is one (F131).';

create function stagedoor.raise_not_found(p_what text)
returns void
language plpgsql
stable
set search_path = ''
as $$
begin
  raise sqlstate 'PT404' using
    message = p_what || ' not found',
    detail = '{"error_code":"NOT_FOUND"}';
end;
$$;

comment on function stagedoor.raise_not_found is
'Refuse what is absent, or what the caller may not know of (F86).

Raises PT404, HTTP 404.';

create function stagedoor.raise_conflict()
returns void
language plpgsql
stable
set search_path = ''
as $$
begin
  raise sqlstate 'PT409' using
    message = 'Somebody else changed this at the same moment: try again',
    detail = '{"error_code":"CONFLICT"}';
end;
$$;

comment on function stagedoor.raise_conflict is
'Report a lost race as a conflict. Raises PT409, HTTP 409.';

create function stagedoor.refuse_client()
returns void
language plpgsql
stable
set search_path = ''
as $$
begin
  if stagedoor.client_id() is not null then
    perform stagedoor.raise_denied('session');
  end if;
end;
$$;

comment on function stagedoor.refuse_client is
'Refuse an app that carries somebody''s token (F131).

For calls that answer without asking for a key. Raises 42501.';

-- Privileges. A wrapper in public catches a race that was lost, and says so itself.

revoke all on function
  stagedoor.raise_denied,
  stagedoor.raise_not_found,
  stagedoor.raise_conflict,
  stagedoor.refuse_client
from public, anon, authenticated, service_role;
grant execute on function stagedoor.raise_conflict to authenticated, service_role;
