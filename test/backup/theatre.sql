-- The company of the demonstration, and a row in every table of the theatre part besides, in an
-- order in which no guard could look at it again.

create temporary table theatre as
select
  t.id as tess, l.id as leo,
  (select w.project_id from public.shows as w) as show,
  (select s.id from public.scripts as s) as script,
  (select d.id from public.departments as d where d.name = 'Lighting') as lights,
  (select d.id from public.departments as d where d.name = 'Sound') as sound,
  (select v.id from public.venues as v) as venue
from auth.users as t, auth.users as l
where t.email = 'tess@example.com' and l.email = 'leo@example.com';
select set_config('request.jwt.claims', jsonb_build_object(
  'sub', t.tess, 'role', 'authenticated', 'aal', 'aal1')::text, false)
from theatre as t;

insert into public.department_members (department_id, user_id)
select t.lights, t.leo from theatre as t;
insert into public.show_events (project_id, title, starts_at, venue_id)
select t.show, E'Tech\n-- and "dress"', now(), t.venue from theatre as t;
insert into public.element_departments (script_id, element_id, department_id)
select e.script_id, e.id, t.sound
from theatre as t
join public.script_elements as e on e.script_id = t.script and e.cue_number = 'LX 3';
-- Under what comes later, and behind a rank of a client's own.
update public.script_elements as e
set parent_element_id = (
  select p.id from public.script_elements as p
  where p.script_id = e.script_id and p.element_type = 'NOTE' and not p.is_private)
where e.cue_number = 'LX 4';
update public.script_elements as e set rank = 'a0V' where e.element_type = 'SCENE';

-- A share for a guest, one that is used up, one that was revoked, one whose script is gone.
select public.create_script_share(
  t.script, r.crew_user_id, jsonb_build_object('departments', jsonb_build_array(t.lights)))
from theatre as t
join public.crew_relationships as r on r.accepted_at is null;
select public.open_script_share(made.answer ->> 'token')
from theatre as t
cross join lateral public.create_script_share(t.script, p_max_uses => 1) as made (answer);
select public.revoke_script_share((made.answer ->> 'share_id')::uuid)
from theatre as t
cross join lateral public.create_script_share(t.script) as made (answer);
with gone as (insert into public.scripts (title) values ('Gone') returning id)
insert into public.script_elements (script_id, element_type, text)
select gone.id, 'NOTE', 'Gone' from gone;
select public.create_script_share(s.id) from public.scripts as s where s.title = 'Gone';
delete from public.scripts as s where s.title = 'Gone';

-- Offered, accepted and offered again; a claim that was taken up.
select public.transfer_ownership('venue', t.venue, t.leo) from theatre as t;
insert into public.ownership_transfers
  (department_id, from_user_id, to_user_id, offered_by, accepted_at)
select t.sound, t.leo, t.tess, t.leo, now() from theatre as t;
update stagedoor_theatre.guest_claims as c
set claimed_at = now()
where c.id = (select max(o.id::text)::uuid from stagedoor_theatre.guest_claims as o);

-- A relationship that the crew has left stays left; an assignment that is over stays over.
select public.set_crew_relationship_active(r.relationship_id, false)
from theatre as t
join public.crew_relationships as r
  on r.manager_user_id = t.tess and r.accepted_at is not null and r.crew_user_id <> t.leo;
insert into public.show_assignments (project_id, user_id, kind, valid_from, valid_until)
select t.show, t.leo, 'cast', now() - interval '2 days', now() - interval '1 day'
from theatre as t;

-- What is named stands behind what names it.
update public.departments as d set name = d.name || ' ' || d.name;
update public.scripts as s set notes = 'Read me';
update public.shows as w set title = w.title || ', a play';

select set_config('request.jwt.claims', '', false);
