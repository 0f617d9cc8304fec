-- The matrix of the studio roles: all 111 cells, each really done as that role.
--
-- Every operation runs as `authenticated` under row-level security, with RETURNING where it
-- writes, on what is the caller's, another's and nobody's; without elevation, elevated in
-- this session, and elevated in another one. What happens is compared with the matrix as it
-- is written below, and with can().
begin;
select plan(119);

-- The cast of the studio Ink: Ann is admin, Ash assistant, Art an artist with a profile,
-- Una an artist without one. Oli is an artist whose things are not theirs, and the profile
-- of a visiting artist is linked to nobody. Nia comes and goes.
select tests.create_user(name)
from unnest(array['ann', 'ash', 'art', 'una', 'oli', 'nia']) as name;
select tests.create_project('Ink');
select tests.grant_role(r.name, 'Ink', r.role_key)
from (values
  ('ann', 'admin'), ('ash', 'assistant'), ('art', 'artist'), ('una', 'artist'),
  ('oli', 'artist'), ('nia', 'artist')
) as r (name, role_key);

create function pg_temp.id(p_name text) returns uuid
language sql immutable as $$ select md5('ink ' || p_name)::uuid $$;

-- The world. Owners: art, oli, and nobody, whose profile has no account.
insert into public.artists (id, project_id, user_id, display_name)
select pg_temp.id('artist ' || o.name), tests.project_id('Ink'), o.user_id, o.name
from (values
  ('art', tests.user_id('art')), ('oli', tests.user_id('oli')), ('nobody', null)
) as o (name, user_id);
insert into public.clients (id, project_id, full_name)
values (pg_temp.id('client'), tests.project_id('Ink'), 'Cleo');
insert into public.appointments
  (id, project_id, artist_id, client_id, starts_at, ends_at, price)
select
  pg_temp.id('appointment ' || o), tests.project_id('Ink'), pg_temp.id('artist ' || o),
  pg_temp.id('client'), '2027-03-01 10:00+00', '2027-03-01 12:00+00', 200
from unnest(array['art', 'oli', 'nobody']) as o;
insert into public.client_consents (project_id, appointment_id, client_id, form)
select
  tests.project_id('Ink'), pg_temp.id('appointment ' || o), pg_temp.id('client'),
  '{"form": "tattoo"}'
from unnest(array['art', 'oli', 'nobody']) as o;
insert into public.client_notes (project_id, appointment_id, client_id, text)
select
  tests.project_id('Ink'), pg_temp.id('appointment ' || o), pg_temp.id('client'), 'Shy'
from unnest(array['art', 'oli', 'nobody']) as o;
insert into public.portfolio_items (id, project_id, artist_id, title)
select
  pg_temp.id('piece ' || o), tests.project_id('Ink'), pg_temp.id('artist ' || o), 'Swallow'
from unnest(array['art', 'oli', 'nobody']) as o;
insert into public.studio_transactions (id, project_id, artist_id, amount)
select pg_temp.id('sale ' || o), tests.project_id('Ink'), pg_temp.id('artist ' || o), 120
from unnest(array['art', 'oli', 'nobody']) as o;
insert into public.stock_items (id, project_id, name, quantity)
values (pg_temp.id('article'), tests.project_id('Ink'), 'Needles', 10);
insert into public.studio_settings (project_id, key, value)
values (tests.project_id('Ink'), 'greeting', '"Hello"');
select tests.flush();

-- The matrix as FEATURES has it, one line a row.
create temporary table row_62 (resource, actions, assistant, artist) as
values
  ('agenda', 'view', 'allow', 'allow'),
  ('agenda', 'create edit cancel complete no_show block export', 'allow', 'own'),
  ('clients', 'view create', 'allow', 'allow'),
  ('clients', 'edit delete export', 'locked', 'deny'),
  ('clients', 'consent notes', 'allow', 'own'),
  ('staff', 'view', 'allow', 'allow'),
  ('staff', 'manage_users toggle_active', 'deny', 'deny'),
  ('portfolio', 'view', 'allow', 'allow'),
  ('portfolio', 'edit upload', 'deny', 'own'),
  ('reports', 'view view_tx', 'allow', 'own'),
  ('reports', 'export refund_void cash_close', 'locked', 'deny'),
  ('inventory', 'view', 'allow', 'allow'),
  ('inventory', 'create_item edit_item stock_in stock_adj cycle_count export', 'locked',
    'deny'),
  ('security', 'settings audit backup rotate_code', 'deny', 'deny');

create temporary table cells as
select m.resource || ':' || a.action as key, r.role, r.policy
from row_62 as m
cross join lateral regexp_split_to_table(m.actions, ' ') as a (action)
cross join lateral (
  values ('admin', 'allow'), ('assistant', m.assistant), ('artist', m.artist)
) as r (role, policy);

-- What each key lets one do. {o} is whose thing it is. Done means that rows come back.
grant select on cells to authenticated;

create temporary table acts (key, has_owner, act) as
values
  ('agenda:view', true,
    'select from public.appointments where id = pg_temp.id(''appointment {o}'')'),
  ('agenda:create', true,
    'insert into public.appointments (project_id, artist_id, client_id, starts_at, ends_at)
     values (tests.project_id(''Ink''), pg_temp.id(''artist {o}''), pg_temp.id(''client''),
       ''2027-04-01 10:00+00'', ''2027-04-01 12:00+00'') returning id'),
  ('agenda:edit', true,
    'update public.appointments set starts_at = starts_at + interval ''1 hour''
     where id = pg_temp.id(''appointment {o}'') returning id'),
  ('agenda:cancel', true,
    'select from public.set_appointment_status(pg_temp.id(''appointment {o}''), ''cancelled'')
       as it (changed) where changed'),
  ('agenda:complete', true,
    'select from public.set_appointment_status(pg_temp.id(''appointment {o}''), ''completed'')
       as it (changed) where changed'),
  ('agenda:no_show', true,
    'select from public.set_appointment_status(pg_temp.id(''appointment {o}''), ''no_show'')
       as it (changed) where changed'),
  ('agenda:block', true,
    'select from public.block_time(tests.project_id(''Ink''), pg_temp.id(''artist {o}''),
       ''2027-05-01 10:00+00'', ''2027-05-01 12:00+00'', ''away'')'),
  ('agenda:export', true,
    'select from jsonb_array_elements(
       public.export_resource(tests.project_id(''Ink''), ''agenda'') -> ''rows'' -> ''appointments''
     ) as it where it ->> ''id'' = pg_temp.id(''appointment {o}'')::text'),
  ('clients:view', false, 'select from public.clients'),
  ('clients:create', false,
    'insert into public.clients (project_id, full_name)
     values (tests.project_id(''Ink''), ''Dora'') returning id'),
  ('clients:edit', false,
    'update public.clients set full_name = ''Clio'' returning id'),
  ('clients:delete', false, 'delete from public.clients returning id'),
  ('clients:consent', true,
    'select from public.client_consents
     where appointment_id = pg_temp.id(''appointment {o}'')'),
  ('clients:consent', true,
    'select from public.add_consent(pg_temp.id(''appointment {o}''), ''{"form": "piercing"}'')'),
  ('clients:notes', true,
    'select from public.client_notes where appointment_id = pg_temp.id(''appointment {o}'')'),
  ('clients:notes', true,
    'select from public.add_client_note(pg_temp.id(''appointment {o}''), ''Brave'')'),
  ('clients:export', false,
    'select from jsonb_array_elements(
       public.export_resource(tests.project_id(''Ink''), ''clients'') -> ''rows'' -> ''clients'')'),
  ('staff:view', true, 'select from public.artists where id = pg_temp.id(''artist {o}'')'),
  ('staff:view', false, 'select from public.list_staff(tests.project_id(''Ink''))'),
  ('staff:manage_users', true,
    'update public.artists set bio = ''Bold lines'' where id = pg_temp.id(''artist {o}'')
     returning id'),
  ('staff:manage_users', false,
    'select from public.add_artist(tests.project_id(''Ink''), tests.user_id(''nia''), ''Nia'')'),
  ('staff:manage_users', false,
    'select from public.set_staff_role(
       tests.project_id(''Ink''), tests.user_id(''nia''), ''assistant'')'),
  ('staff:toggle_active', false,
    'select from public.set_staff_active(
       tests.project_id(''Ink''), tests.user_id(''nia''), false) as it (changed) where changed'),
  ('portfolio:view', true,
    'select from public.portfolio_items where id = pg_temp.id(''piece {o}'')'),
  ('portfolio:edit', true,
    'update public.portfolio_items set caption = ''Healed''
     where id = pg_temp.id(''piece {o}'') returning id'),
  ('portfolio:upload', true,
    'insert into public.portfolio_items (project_id, artist_id, title)
     values (tests.project_id(''Ink''), pg_temp.id(''artist {o}''), ''Rose'') returning id'),
  ('reports:view', true,
    'select from public.get_studio_figures(tests.project_id(''Ink''))
     where artist_id = pg_temp.id(''artist {o}'')'),
  ('reports:view_tx', true,
    'select from public.studio_transactions where id = pg_temp.id(''sale {o}'')'),
  ('reports:export', false,
    'select from jsonb_array_elements(
       public.export_resource(tests.project_id(''Ink''), ''reports'')
         -> ''rows'' -> ''studio_transactions'')'),
  ('reports:refund_void', true,
    'select from public.refund_or_void(pg_temp.id(''sale {o}''), ''wrong amount'') as it
     where it ->> ''outcome'' = ''voided'''),
  ('reports:cash_close', false,
    'select from public.close_cash(tests.project_id(''Ink''), ''2026-01-01'', 0)'),
  ('inventory:view', false, 'select from public.stock_items'),
  ('inventory:create_item', false,
    'insert into public.stock_items (project_id, name)
     values (tests.project_id(''Ink''), ''Gloves'') returning id'),
  ('inventory:edit_item', false,
    'update public.stock_items set reorder_level = 5 returning id'),
  ('inventory:stock_in', false,
    'select from public.move_stock(pg_temp.id(''article''), ''stock_in'', 5, ''delivery'')'),
  ('inventory:stock_adj', false,
    'select from public.move_stock(pg_temp.id(''article''), ''stock_adj'', -1, ''broken'')'),
  ('inventory:cycle_count', false,
    'select from public.move_stock(pg_temp.id(''article''), ''cycle_count'', 9, ''count'')'),
  ('inventory:export', false,
    'select from jsonb_array_elements(
       public.export_resource(tests.project_id(''Ink''), ''inventory'')
         -> ''rows'' -> ''stock_items'')'),
  ('security:settings', false, 'select from public.studio_settings'),
  ('security:settings', false,
    'insert into public.studio_settings (project_id, key, value)
     values (tests.project_id(''Ink''), ''hours'', ''"9-17"'') returning key'),
  ('security:settings', false,
    'update public.studio_settings set value = ''"Hi"'' returning key'),
  ('security:settings', false, 'delete from public.studio_settings returning key'),
  ('security:audit', false,
    'select from public.get_audit_events(tests.project_id(''Ink''), 10)'),
  ('security:backup', false,
    'select from public.backup_studio(tests.project_id(''Ink''))'),
  ('security:rotate_code', false,
    'select from public.set_master_code(tests.project_id(''Ink''), ''a new code'')');

-- Do it, see whether it was done, and undo it.
create function pg_temp.done(p_act text) returns text
language plpgsql as $$
declare
  v_rows bigint;
begin
  begin
    execute p_act;
    get diagnostics v_rows = row_count;
    raise exception using errcode = 'TT000', message = v_rows;
  exception
    when sqlstate 'TT000' then return case when sqlerrm = '0' then 'no' else 'yes' end;
    -- What one may not see is not there; all else is a fault of the test.
    when insufficient_privilege or sqlstate 'PT404' then return 'no';
    when others then return format('%s %s', sqlstate, sqlerrm);
  end;
end;
$$;

create temporary table outcomes (
  name text, role text, key text, owner text, state text, act text, done text, can boolean
);

-- Cheaper codes: this file is about who may, not about bcrypt.
update stagedoor.settings set value = '10' where key = 'master_code_cost';

do $$
declare
  v_persona record;
  v_state   text;
  v_act     record;
  v_here    uuid := gen_random_uuid();
  v_there   uuid;
  v_done    text;
  v_can     boolean;
begin
  for v_persona in
    select * from (values
      ('ann', 'admin'), ('ash', 'assistant'), ('art', 'artist'), ('una', 'artist')
    ) as p (name, role)
  loop
    v_here := gen_random_uuid();
    v_there := gen_random_uuid();
    foreach v_state in array array['not elevated', 'elevated', 'elevated elsewhere'] loop
      perform stagedoor.end_elevations(null, null, 'next');
      if v_state <> 'not elevated' then
        perform tests.elevate(
          v_persona.name, case v_state when 'elevated' then v_here else v_there end, 'Ink');
      end if;

      for v_act in
        select a.key, a.act as template, o.owner, replace(a.act, '{o}', o.owner) as act
        from acts as a
        join unnest(array['art', 'oli', 'nobody']) as o (owner)
          on a.has_owner or o.owner = 'nobody'
      loop
        perform tests.authenticate_as(v_persona.name, 'aal1', v_here);
        v_done := pg_temp.done(v_act.act);
        v_can := public.can(v_act.key, tests.project_id('Ink'),
          case when v_act.owner <> 'nobody' then tests.user_id(v_act.owner) end);
        perform tests.clear_authentication();
        insert into outcomes values (
          v_persona.name, v_persona.role, v_act.key, v_act.owner, v_state, v_act.template,
          v_done, v_can);
      end loop;
    end loop;
  end loop;
end;
$$;

-- What the matrix says of each of them.
create temporary table judged as
select
  o.*, c.policy,
  case c.policy
    when 'allow' then true
    when 'own' then o.owner = o.name
    when 'locked' then o.state = 'elevated'
    else false
  end as expected
from outcomes as o
join cells as c on c.key = o.key and c.role = o.role;

-- the cells --------------------------------------------------------------------------
select is((select count(*) from cells), 111::bigint, 'F62: the matrix has 111 cells');
select set_eq(
  $$ select permission_key from stagedoor.permissions
     where module in ('agenda', 'clients', 'staff', 'portfolio', 'reports', 'inventory',
       'security') $$,
  $$ select distinct key from cells $$,
  'F52: the seven resources have these actions and no others'
);
select is_empty(
  $$ select c.key, c.role from cells as c
     where not exists (select from outcomes as o where o.key = c.key and o.role = c.role) $$,
  'F62: every cell is tried'
);
select is(
  (select count(*) from judged where owner = 'art' and name = 'art' and policy = 'own'
    and done = 'yes' and state = 'not elevated'), 15::bigint,
  'F49: an artist does to their own what the policy own allows'
);

select is(
  array(
    select format('%s of %s, %s: %s', j.name, j.owner, j.state, j.done)
    from judged as j
    where j.key = c.key and j.role = c.role
      and (j.done <> case when j.expected then 'yes' else 'no' end or j.can <> j.expected)
    order by j.name, j.owner, j.state
  ),
  '{}',
  format('F62: the role %s holds %s as %s', c.role, c.key, c.policy)
)
from cells as c
order by c.role, c.key;

-- the code ---------------------------------------------------------------------------
-- The seed's own questions.
select tests.authenticate_as('ash');
select is_empty(
  $$ select c.key from cells as c
     where c.role = 'assistant' and (c.policy = 'locked') is distinct from
       public.assistant_needs_code(split_part(c.key, ':', 1), split_part(c.key, ':', 2)) $$,
  'F54: an assistant needs the code for locked keys only'
);
select is(public.assistant_needs_code('clients', 'teleport'), false,
  'F54: an unknown key needs no code');
select is(public.can('clients:teleport', tests.project_id('Ink')), false,
  'F51: an undefined key is denied');
select tests.clear_authentication();

-- the admin --------------------------------------------------------------------------
select set_eq(
  $$ select p.permission_key
     from stagedoor.permission_role_links as l
     join stagedoor.permissions as p on p.id = l.permission_id
     where l.permission_role_id = tests.role_id('admin')
       and p.permission_key not in (select key from cells) $$,
  array[
    'project:view:all', 'project:view:assigned', 'project:edit:all',
    'project:edit:assigned', 'access:view', 'access:grant', 'access:revoke',
    'access:review', 'role:edit', 'menu:edit', 'audit:view'
  ],
  'F48: an admin runs the studio as a project, without access:escalate'
);

select * from finish();
rollback;
