-- What a backup has to carry, on top of the demonstration: a row in every table, and in an
-- order in which no guard could look at it again.

-- The cast: Olivia owns the company, and a studio in it; Sarah produces Alpha.
select set_config('request.jwt.claims', jsonb_build_object(
  'sub', u.id, 'role', 'authenticated', 'aal', 'aal1')::text, false)
from auth.users as u where u.email = 'olivia@example.com';

create temporary table places as
select
  o.id as company,
  (select s.id from stagedoor.scopes as s where s.name = 'Alpha') as alpha,
  (select s.id from stagedoor.scopes as s where s.name = 'Beta') as beta,
  public.create_studio('Ink', o.id) as ink
from stagedoor.scopes as o where o.name = 'Northlight Pictures';
create temporary view people as
select u.id, split_part(u.email, '@', 1) as name from auth.users as u;

-- Roles of the company, one of which takes another in; a rule that some of them break.
select public.create_role(p.company, 'cutter', 'Cutter') from places as p;
select public.create_role(p.company, 'dailies', 'Dailies') from places as p;
insert into stagedoor.permission_role_links (permission_role_id, permission_id, policy)
select r.id, k.id, case k.permission_key when 'schedule:edit' then 'locked' else 'allow' end
from stagedoor.permission_roles as r
join stagedoor.permissions as k
  on k.permission_key in ('schedule:view', 'schedule:edit', 'project:view:assigned')
where r.role_key in ('cutter', 'dailies');
insert into stagedoor.role_includes (permission_role_id, included_role_id)
select r.id, i.id
from stagedoor.permission_roles as r, stagedoor.permission_roles as i
where r.role_key = 'cutter' and i.role_key = 'crew_member';
select public.grant_access(u.id, p.alpha, 'role', g.role_key)
from (values ('milo', 'cutter'), ('dana', 'dailies'), ('milo', 'line_producer'))
  as g (name, role_key)
join people as u using (name), places as p;
insert into stagedoor.separation_rules
  (rule_key, kind, first_grant_id, second_grant_id, description)
select 'cut_or_line', 'static', f.id, s.id, 'Came after what it forbids'
from stagedoor.permission_roles as f, stagedoor.permission_roles as s
where f.role_key = 'cutter' and s.role_key = 'line_producer';
insert into stagedoor.separation_settings (scope_id, rule_id, is_enforced, reason)
select p.beta, r.id, false, 'Not here' from places as p, stagedoor.separation_rules as r
where r.rule_key = 'cut_or_line';

-- A delegation, an invitation, something revoked, denied, and asked for in vain.
select public.delegate_access(
  u.id, p.alpha, array['schedule:view'], now() + interval '30 days', 'Holiday')
from places as p join people as u on u.name = 'cora';
select public.invite_user('new@example.com', p.alpha, 'crew_member') from places as p;
update stagedoor.user_accesses as a set status = 'Revoked', revoke_reason = 'Wrapped'
where a.scope_id = (select p.beta from places as p)
  and a.user_id = (select u.id from people as u where u.name = 'priya');
insert into stagedoor.user_accesses (user_id, scope_type, scope_id, grant_type, grant_id)
select u.id, 'project', p.alpha, 'permission', k.id
from places as p, people as u, stagedoor.permissions as k
where u.name = 'liam' and k.permission_key = 'audit:view';
insert into stagedoor.user_accounts (email, fullname_first, notes)
values ('guest@example.com', 'Guest', 'Comes by train; likes "quotes", \ and' || E'\n-- lines');
insert into stagedoor.account_aliases (former_id, user_id)
select 'a11a5000-0000-4000-8000-000000000001', u.id from people as u where u.name = 'milo';
insert into stagedoor.access_denials (user_id, permission_key, scope_id, minute, reason)
select u.id, 'budget:view:all', p.alpha, date_trunc('minute', now()), 'no_permission'
from places as p, people as u where u.name = 'milo';
select stagedoor.count_failure('secret', 'milo', 5, interval '1 hour');
select stagedoor.raise_alert(p.alpha, 'last_holder_lost', u.id)
from places as p, people as u where u.name = 'milo';

-- A menu of the company; a type of scope that names a role; a setting that is needed first.
insert into stagedoor.menu_items (scope_id, item_key, label, path, parent_id)
select p.company, 'help.crew', 'Crew handbook', '/crew', m.id
from places as p, stagedoor.menu_items as m where m.item_key = 'help' and m.scope_id is null;
insert into stagedoor.scope_types
  (scope_type, parent_type, label, position, creator_role_key)
values ('stage', 'project', 'Stage', 40, 'producer');
update stagedoor.settings set value = '14' where key = 'master_code_cost';
insert into stagedoor.secrets (scope_id, name, value)
select p.ink, 'MASTER_CODE_HASH', '$2a$14$' || repeat('a', 21) || 'u' || repeat('b', 30) || '2'
from places as p;

-- An elevation, and rows that were written under it.
insert into stagedoor.elevations (user_id, scope_id, session_id, ends_at)
select u.id, p.ink, gen_random_uuid(), now() + interval '1 hour'
from places as p, people as u where u.name = 'dana';

insert into public.artists (project_id, user_id, display_name)
select p.ink, u.id, initcap(u.name) from places as p, people as u where u.name = 'dana';
insert into public.clients (project_id, full_name, email)
select p.ink, 'Client ' || n, format('client%s@example.com', n)
from places as p, generate_series(1, 3) as n;
insert into public.appointments
  (project_id, artist_id, client_id, starts_at, ends_at, service, price)
select c.project_id, a.id, c.id, t.at, t.at + interval '1 hour', 'Sleeve', 120
from public.artists as a
join (select c.*, row_number() over () as n from public.clients as c) as c
  on c.project_id = a.project_id
cross join lateral (select '2026-05-01 10:00'::timestamptz + c.n * interval '1 day') as t (at)
where a.display_name = 'Dana';
insert into public.client_consents (project_id, appointment_id, client_id, form)
select a.project_id, a.id, a.client_id, '{"signed": true}' from public.appointments as a;
insert into public.client_notes (project_id, appointment_id, client_id, text)
select a.project_id, a.id, a.client_id, E'Sits well\n-- and pays' from public.appointments as a;
insert into public.portfolio_items (project_id, artist_id, title)
select a.project_id, a.id, 'Swan' from public.artists as a where a.display_name = 'Dana';
insert into public.studio_settings (project_id, key, value)
select p.ink, 'greeting', '"Hello"' from places as p;
insert into public.studio_transactions (project_id, artist_id, amount, method, business_day)
select a.project_id, a.id, 120, 'cash', '2026-05-01'
from public.artists as a where a.display_name = 'Dana';
insert into public.cash_closes (project_id, business_day, expected, counted)
select p.ink, '2026-05-01', 120, 120 from places as p;
insert into public.stock_items (project_id, name, quantity)
select p.ink, 'Needles', 10 from places as p;
insert into public.stock_movements
  (project_id, stock_item_id, kind, change, quantity_after, reason)
select i.project_id, i.id, 'stock_in', 10, 10, 'Delivery' from public.stock_items as i;
insert into stagedoor_studio.switched_off (access_id, project_id, user_id)
select a.id, p.ink, a.user_id from places as p, stagedoor.user_accesses as a
where a.status = 'Revoked';

update public.clients set elevation_id = (select max(e.id::text)::uuid from stagedoor.elevations as e);
update public.appointments
set elevation_id = (select max(e.id::text)::uuid from stagedoor.elevations as e);

-- A parent now stands behind its children, and whoever is looked up behind who looks.
update stagedoor.scopes as s set name = s.name || ' Ltd' where s.parent_id is null;
update stagedoor.scopes as s set archived_at = now() where s.name = 'Beta';
update stagedoor.permission_roles as r set description = r.description || '.'
where r.description <> '';
update stagedoor.settings set description = description || ' ' where true;

-- A review that is open.
select public.start_access_review(
  p.alpha, array(select u.id from people as u where u.name in ('olivia', 'sarah')),
  now() + interval '7 days', 'keep')
from places as p;

-- What follows a table: here one of a part, so that no table of an adopter's is needed.
insert into stagedoor.tracked_tables (table_name, kind, scope_column, user_column, role_map)
values ('public.artists', 'members', 'project_id', 'user_id', '{"artist": "artist"}');
insert into stagedoor.protections (table_name, asked, before, before_hash)
values ('public.artists', '{}', '[]', sha256('[]'));
insert into stagedoor.tracked_accesses (access_id, table_name)
select a.id, 'public.artists' from stagedoor.user_accesses as a order by a.id limit 1;

select set_config('request.jwt.claims', '', false);

-- Somebody looked at something.
insert into stagedoor.access_log (user_id, resource_type, resource_id, action, ip_address)
select a.id, 'studio', 'one', 'open', '203.0.113.7'
from stagedoor.user_accounts as a
order by a.id
limit 1;
insert into stagedoor.access_log_queue (logged_at, access_log_id)
select l.timestamp, l.id from stagedoor.access_log as l;
insert into stagedoor.account_habits (user_id, trait, value, uses, used_at)
select l.user_id, 'network', '203.0.113.7', 1.5, l.timestamp from stagedoor.access_log as l;
insert into stagedoor.account_scores (user_id, score, lines)
select l.user_id, 12, 3 from stagedoor.access_log as l;
insert into stagedoor.alert_sweeps (rule_key, swept_until)
select r.rule_key, '2026-05-01 12:00+00' from stagedoor.alert_rules as r;
