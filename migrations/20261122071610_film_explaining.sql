-- Explaining: what of a production bears on a decision about costs, as information (F96).

create function stagedoor_film.explain(
  p_user_id uuid, p_permission_key text, p_scope_id uuid, p_owner_id uuid
)
returns table (checkpoint text, detail jsonb, remedy text)
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads accesses, authorities and overrides of the user asked about, for explain_access,
-- which has checked who asks. As much as trace_cost_access tells of one code.
declare
  v_now           pg_catalog.timestamptz := stagedoor.instant();
  v_production    public.productions;
  v_standing      pg_catalog.record;
  v_roles         pg_catalog.text;
  v_is_bound      boolean;
  v_authorities   bigint;
  v_is_overriding boolean;
begin
  if p_permission_key is null
    or p_permission_key not in ('cost:approve', 'transaction:approve')
  then
    return;
  end if;
  select p.* into v_production
  from stagedoor.scopes as s
  join public.productions as p on p.project_id = s.project_id
  where s.id = p_scope_id;
  if not found then
    return;
  end if;

  select t.* into v_standing
  from stagedoor_film.standing(p_user_id, v_production.project_id, p_scope_id) as t;
  v_is_overriding := stagedoor_film.is_under_override(p_user_id, v_production.project_id);
  select string_agg(r.name, ', ' order by r.name) into v_roles
  from stagedoor.permission_roles as r
  where r.id = any (v_standing.bound_role_ids);
  v_is_bound := v_roles is not null and not v_standing.is_free;
  select count(*) into v_authorities
  from public.spending_authorities as a
  where a.project_id = v_production.project_id
    and a.user_id = p_user_id
    and a.ended_at is null
    and (a.valid_from is null or a.valid_from <= v_now)
    and (a.valid_until is null or a.valid_until > v_now);

  checkpoint := 'cost_policy';
  detail := jsonb_build_object(
    'phase', v_production.phase,
    'is_bound', v_is_bound,
    'sentence', case
      when v_standing.is_free then 'No cost policy binds them.'
      when v_roles is null then 'Nothing here lets them sign.'
      else format('Cost policies of %s say per code what they sign in %s: '
        'trace_cost_access tells.', v_roles, replace(v_production.phase, '_', ' ')) end);
  remedy := case when v_is_bound and not v_is_overriding then 'request_override'
    else 'none' end;
  return next;
  checkpoint := 'spending_authority';
  detail := jsonb_build_object('live', v_authorities);
  remedy := 'none';
  return next;
  checkpoint := 'override';
  detail := jsonb_build_object('is_active', v_is_overriding);
  return next;
end;
$$;

comment on function stagedoor_film.explain is
'What film adds to an explanation: policy, authority, override (F35).

Of the two keys by which costs are signed, in a production. cost_policy: the phase, and
whether policies bind the user; spending_authority: how many are live; override: whether one
of theirs is active. An override never acts in can: it opens writes alone.';

insert into stagedoor.explanation_hooks (part, explain) values
  ('film', 'stagedoor_film.explain')
on conflict do nothing;

-- Privileges. For explain_access only.

revoke all on function stagedoor_film.explain
from public, anon, authenticated, service_role;
