-- What one's own is worth: whoever holds a key for what is theirs reads and writes that, in
-- the studio in which they hold it (F49, F50).
begin;
select plan(24);

-- The cast: Olive and Ollie tattoo in Ink, with no more than what is theirs. Olive is an
-- artist of Bone as well, where she holds nothing of the kind.
select tests.create_user(name) from unnest(array['olive', 'ollie']) as name;
select tests.create_project(p) from unnest(array['Ink', 'Bone']) as p;
select tests.create_role('soloist', 'Ink', (
  select jsonb_object_agg(k, 'own')
  from unnest(array['agenda:view', 'agenda:create', 'agenda:edit', 'clients:consent',
    'clients:notes', 'staff:view', 'staff:manage_users', 'portfolio:view',
    'portfolio:upload', 'portfolio:edit', 'reports:view_tx']) as k));
select tests.grant_role(name, 'Ink', 'soloist') from unnest(array['olive', 'ollie']) as name;
select tests.create_role('visitor', 'Bone', '{"inventory:view": "allow"}');
select tests.grant_role('olive', 'Bone', 'visitor');

-- The same of each: hers in Ink, his in Ink, hers in Bone.
create temporary table works as
select w.label, md5(w.label)::uuid as id, tests.project_id(w.studio) as project_id,
  tests.user_id(w.name) as user_id
from (values
  ('hers', 'olive', 'Ink'), ('his', 'ollie', 'Ink'), ('hers in Bone', 'olive', 'Bone')
) as w (label, name, studio);
grant select on works to authenticated;
insert into public.artists (id, project_id, user_id, display_name)
select w.id, w.project_id, w.user_id, w.label from works as w;
insert into public.clients (id, project_id, full_name)
select w.id, w.project_id, w.label from works as w;
insert into public.appointments
  (id, project_id, artist_id, client_id, service, starts_at, ends_at)
select w.id, w.project_id, w.id, w.id, w.label, '2027-03-01 10:00+00', '2027-03-01 11:00+00'
from works as w;
insert into public.client_consents (project_id, appointment_id, client_id, form)
select w.project_id, w.id, w.id, jsonb_build_object('label', w.label) from works as w;
insert into public.client_notes (project_id, appointment_id, client_id, text)
select w.project_id, w.id, w.id, w.label from works as w;
insert into public.portfolio_items (id, project_id, artist_id, title)
select w.id, w.project_id, w.id, w.label from works as w;
insert into public.studio_transactions (project_id, artist_id, amount, description)
select w.project_id, w.id, 5, w.label from works as w;

create temporary table tables (name, label) as
values
  ('appointments', 'service'), ('artists', 'display_name'),
  ('client_consents', 'form ->> ''label'''), ('client_notes', 'text'),
  ('portfolio_items', 'title'), ('studio_transactions', 'description');
grant select on tables to authenticated;

-- reading ------------------------------------------------------------------------
select tests.authenticate_as('olive');
select results_eq(
  format('select %s from public.%I', t.label, t.name), array['hers'],
  format('F49: an artist reads %s of their own, in the studio that lets them', t.name))
from tables as t;

-- putting in ---------------------------------------------------------------------
create temporary table entries (name, entry) as
values
  ('appointments', '(project_id, artist_id, starts_at, ends_at)
     select w.project_id, w.id, ''2027-04-01'', ''2027-04-02'''),
  ('portfolio_items', '(project_id, artist_id, title) select w.project_id, w.id, ''New''');
grant select on entries to authenticated;
select throws_ok(
  format('insert into public.%I %s from works as w where w.label = ''his''', e.name, e.entry),
  '42501', null, format('F49: an artist puts in no %s for another', e.name))
from entries as e;
select throws_ok(
  format('insert into public.%I %s from works as w where w.label = ''hers in Bone''', e.name,
    e.entry),
  '42501', null,
  format('F49: an artist puts in no %s where they hold no key, though theirs', e.name))
from entries as e;
select lives_ok(
  format('insert into public.%I %s from works as w where w.label = ''hers''', e.name, e.entry),
  format('F49: an artist puts in %s of their own (control)', e.name))
from entries as e;

-- changing -----------------------------------------------------------------------
-- Without a condition, so that what may be read plays no part.
create temporary table changes (name, column_name) as
values ('appointments', 'service'), ('artists', 'bio'), ('portfolio_items', 'caption');
grant select on changes to authenticated;
select lives_ok(
  format('update public.%I set %I = ''Changed''', c.name, c.column_name),
  format('F49: an artist changes %s without saying which', c.name))
from changes as c;
select throws_ok(
  $$ update public.appointments set artist_id = md5('his')::uuid
     where service = 'Changed' $$,
  '42501', null, 'F49: an artist does not hand an appointment to another'
);
select lives_ok(
  $$ update public.appointments set artist_id = md5('hers')::uuid
     where service = 'Changed' $$,
  'F49: an artist keeps an appointment for themselves (control)'
);
select tests.clear_authentication();
select is_empty(
  format(
    $$ select from public.%I as r join works as w using (id)
       where (r.%I = 'Changed') is distinct from (w.label = 'hers') $$,
    c.name, c.column_name),
  format('F49: an artist changes %s of their own and no others', c.name))
from changes as c;

-- moving -------------------------------------------------------------------------
-- No request moves a record to another appointment, or work to another artist; the owner of
-- the database may.
update public.portfolio_items set artist_id = md5('his')::uuid where title = 'hers';
update public.studio_transactions set artist_id = md5('his')::uuid
where description = 'hers';
select is(owner_id, tests.user_id('ollie'),
  'F49: a piece that moves to an artist belongs to them')
from public.portfolio_items where title = 'hers';
select is(owner_id, tests.user_id('ollie'),
  'F49: a transaction that moves to an artist belongs to them')
from public.studio_transactions where description = 'hers';
update public.client_notes set appointment_id = md5('his')::uuid where text = 'hers';
update public.client_consents set appointment_id = md5('his')::uuid
where form ->> 'label' = 'hers';
select is(owner_id, tests.user_id('ollie'),
  'F49: a note that moves to an appointment belongs to its artist')
from public.client_notes where text = 'hers';
select is(owner_id, tests.user_id('ollie'),
  'F49: a consent that moves to an appointment belongs to its artist')
from public.client_consents where form ->> 'label' = 'hers';

select * from finish();
rollback;
