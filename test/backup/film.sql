-- The production of the demonstration, and a row in every table of the film part besides, in an
-- order in which no guard could look at it again.

create temporary table film as
select
  s.id as alpha, p.id as priya,
  (select a.id from public.union_agreements as a
   where a.project_id = s.id and exists (
     select from public.union_rates as r where r.union_agreement_id = a.id)
   order by a.code limit 1) as agreement
from stagedoor.scopes as s, auth.users as p
where s.name = 'Alpha' and p.email = 'priya@example.com';
create function pg_temp.speak_as(p_email text) returns void
language sql as $$
  select set_config('request.jwt.claims', jsonb_build_object(
    'sub', u.id, 'role', 'authenticated', 'aal', 'aal2')::text, false)
  from auth.users as u where u.email = p_email
$$;

select pg_temp.speak_as('sarah@example.com');
select public.save_approval_step(
  f.alpha, '{"position": 9, "permission_key": "cost:approve", "from_amount": 1000000}')
from film as f;
select public.reallocate_budget(a.id, b.id, 100, E'Rain\n-- again')
from (select l.id, l.budget_id from public.budget_lines as l
      join public.cost_codes as c on c.id = l.cost_code_id where c.code = '3310') as a
join (select l.id, l.budget_id from public.budget_lines as l
      join public.cost_codes as c on c.id = l.cost_code_id where c.code = '2520') as b
  using (budget_id);
insert into stagedoor.user_accesses (user_id, scope_type, scope_id, grant_type, grant_id)
select f.priya, 'project', f.alpha, 'permission', k.id
from film as f, stagedoor.permissions as k where k.permission_key = 'union_rate:unlock';

-- Locked rates with a window in which they may be changed, and a week that is closed.
select pg_temp.speak_as('priya@example.com');
select public.lock_union_rates(f.agreement) from film as f;
select public.unlock_union_rates(f.agreement, E'Typo\n-- in the week', 60) from film as f;
select public.close_period(f.alpha, current_date - 7) from film as f;

insert into public.cost_imports
  (project_id, idempotency_key, rows_digest, is_partial, imported, rejected, created_by)
select f.alpha, 'week 1', sha256('rows'), true, 1, '[{"row": 2}]', f.priya from film as f;

-- An override that is over, on a reserve.
select pg_temp.speak_as('sarah@example.com');
create temporary table overrides as
select public.request_override(c.id, E'Storm\n-- at sea', 60, public.save_budget_line(
  public.create_budget(f.alpha, 'Reserve'), c.id, 500, 'Reserve', true), 100, 'weather') as id
from film as f
join public.cost_codes as c on c.project_id = f.alpha and c.code = '3310';
select pg_temp.speak_as('eve@example.com');
select public.authorize_override(o.id) from overrides as o;
select pg_temp.speak_as('sarah@example.com');
select public.start_override(o.id) from overrides as o;
select public.complete_override(o.id) from overrides as o;

-- A parent now stands behind its children.
update public.cost_codes as c set name = c.name || '.' where c.parent_id is null;
select set_config('request.jwt.claims', '', false);
