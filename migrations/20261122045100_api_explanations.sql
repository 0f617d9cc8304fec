-- API: why, of a decision and of a menu.

create function public.explain_access(
  p_user_id uuid, p_permission_key text, p_scope_id uuid, p_owner_id uuid default null
)
returns table (
  step integer, checkpoint text, outcome text, detail jsonb, remedy text
)
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return query
  select *
  from stagedoor.explain_access(p_user_id, p_permission_key, p_scope_id, p_owner_id);
end;
$$;

comment on function public.explain_access is
$$Why a user may do something at a scope, or not, step by step (F96).

The checkpoints in their order, up to the one that decides: caller, permission, scope,
archive, access, deny, allow, own, locked, second_factor. outcome is pass, fail or info; the
first fail is why not, and its detail has decides and reason. detail names accesses with
their role, link, implication and delegation, as far as the caller may know them. Then what
parts add, as info; then verdict, with allowed, reason, decided_by, and a sentence for
people. A no ends with change, the smallest that turns it into a yes; roles, which would
carry the key; and ask, the users who can give it whose names the caller may see.

About the caller it is judged in this session, and a scope that they are no member of is
like one that does not exist. About somebody else it needs access:view there, and is judged
as authorize_for does; whoever has no access there is no member, whether or not they have an
account.

Raises:
- 42501: about somebody else, without access:view there.
- PT404: about somebody else, in no scope that the caller is a member of.$$;

create function public.explain_menu(p_user_id uuid, p_project_id uuid, p_item_key text)
returns table (
  step integer, checkpoint text, outcome text, detail jsonb, remedy text
)
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return query
  select * from stagedoor.explain_menu(p_user_id, p_project_id, p_item_key);
end;
$$;

comment on function public.explain_menu is
$$Why an item of the menu shows to a user, or is missing (F25).

The checkpoints: role, a live access in this project; key, that of the item is held, as the
menu counts it; active; project, an item of this one or built in, and whether the user works
elsewhere instead; parent, every item above shows, too. Then verdict, {shown, can_access,
decided_by, sentence}; where the key is missing, change, roles and ask as explain_access has
them. An unknown item is the one checkpoint item, with the nearest key.

About oneself it never raises. About somebody else it needs access:view there.

Raises:
- 42501: an app's token; about somebody else, without access:view there.
- PT404: about somebody else, in no scope that the caller is a member of.$$;

-- Privileges.

revoke all on function
  public.explain_access,
  public.explain_menu
from public, anon, authenticated, service_role;
grant execute on function
  public.explain_access,
  public.explain_menu
to authenticated;

notify pgrst, 'reload schema';
