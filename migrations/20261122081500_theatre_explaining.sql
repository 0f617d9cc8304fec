-- Explaining: what of a show bears on a decision, as information (F96).

create function stagedoor_theatre.explain(
  p_user_id uuid, p_permission_key text, p_scope_id uuid, p_owner_id uuid
)
returns table (checkpoint text, detail jsonb, remedy text)
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads shows and crew relationships, for explain_access, which has checked who asks.
declare
  v_show public.shows;
begin
  select w.* into v_show
  from stagedoor.scopes as s
  join public.shows as w on w.project_id = s.project_id
  where s.id = p_scope_id;
  if not found then
    return;
  end if;

  checkpoint := 'ownership';
  detail := jsonb_build_object(
    'owns_show', v_show.owner_id is not distinct from p_user_id,
    'owns_row', p_owner_id is not distinct from p_user_id);
  remedy := 'none';
  return next;

  -- A relationship is known to its two sides.
  if p_owner_id <> p_user_id and stagedoor.caller_id() in (p_user_id, p_owner_id) then
    checkpoint := 'relationship';
    detail := jsonb_build_object('is_crew', exists (
      select
      from public.crew_relationships as r
      where r.manager_user_id = p_owner_id
        and r.crew_user_id = p_user_id
        and r.is_active
        and r.accepted_at is not null
        and r.manager_left_at is null
        and r.crew_left_at is null));
    return next;
  end if;
end;
$$;

comment on function stagedoor_theatre.explain is
'What theatre adds to an explanation: ownership and relationship (F83).

In a show. ownership: whether the user owns the show, and the row that was asked about;
relationship: whether they are crew of the owner of the row, to the two of them.';

insert into stagedoor.explanation_hooks (part, explain) values
  ('theatre', 'stagedoor_theatre.explain')
on conflict do nothing;

-- Privileges. For explain_access only.

revoke all on function stagedoor_theatre.explain
from public, anon, authenticated, service_role;
