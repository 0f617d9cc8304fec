-- Files and channels: buckets and private channels stand under the keys (F122, F123).
begin;
select plan(71);
select tests.use_fixture_catalogue();

-- The platform lets the owner of the database write policies on its tables by an extension of
-- its own. Here the owner has them, and the test looks at what is executed.
reset session authorization;
alter table storage.objects owner to postgres;
alter table realtime.messages owner to postgres;
create table realtime.messages_any partition of realtime.messages default;
grant usage on schema storage, realtime to anon, authenticated;
set local session authorization postgres;

-- The cast: Ada edits scripts of Alpha, Ben reads them and edits his own, Dan holds the key in
-- the department Camera alone, Eve belongs to Gamma, Olga to all of North.
select tests.create_user(name) from unnest(array['ada', 'ben', 'dan', 'eve', 'olga']) as name;
select tests.create_project('Alpha', 'North');
select tests.create_department('Camera', 'Alpha');
select tests.create_project('Beta', 'North');
select tests.create_project('Gamma', 'South');
select tests.create_role('writer', null, '{"rota:view": "allow", "rota:edit": "allow"}');
select tests.create_role('reader', null, '{"rota:view": "allow"}');
select tests.grant_role('ada', 'Alpha', 'writer');
select tests.grant_role('ben', 'Alpha', 'reader');
select tests.grant_role('dan', 'Camera', 'reader');
select tests.grant_role('eve', 'Gamma', 'writer');
select tests.grant_role('olga', 'North', 'writer');
insert into storage.buckets (id, name, public) values
  ('scripts', 'scripts', false), ('it''s "odd"', 'odd', false), ('logos', 'logos', true);
insert into storage.objects (bucket_id, name, owner_id)
select b.id, f.name, tests.user_id('ben')::text
from unnest(array['scripts', 'it''s "odd"']) as b (id)
cross join (
  select tests.scope_id(s) || '/' || f
  from unnest(array['Alpha', 'Beta', 'Gamma', 'Camera']) as s,
    unnest(array['one.pdf', 'a/b/two.pdf']) as f
  union all
  select * from unnest(array['loose.pdf', 'not-a-uuid/one.pdf', '/one.pdf', '//', '',
    repeat('x', 1000) || '/one.pdf', tests.scope_id('Alpha')::text,
    tests.scope_id('Alpha') || '/', upper(tests.scope_id('Alpha')::text) || '/one.pdf',
    tests.scope_id('Alpha') || '/../one.pdf', tests.scope_id('Alpha') || '/a/..',
    tests.scope_id('Alpha') || '/./one.pdf', tests.scope_id('Alpha') || '//one.pdf',
    tests.scope_id('Alpha') || 'f/one.pdf', 'x/' || tests.scope_id('Alpha') || '/one.pdf'])
) as f (name);
create function pg_temp.files(p_bucket text) returns text[]
language plpgsql as $$
declare
  v_seen text[] := '{}';
  v_name text;
begin
  foreach v_name in array array['ada', 'ben', 'dan', 'eve', 'olga'] loop
    perform tests.authenticate_as(v_name);
    v_seen := v_seen || format('%s %s', v_name, (
      select count(*) from storage.objects as o where o.bucket_id = p_bucket));
    perform tests.clear_authentication();
  end loop;
  return v_seen;
end;
$$;

-- buckets, bad requests --------------------------------------------------------------------
select throws_ok(
  $$ select stagedoor.check_platform('storage.nothing', 'file', 'project', '{}') $$, '22023',
  'There is no table storage.nothing here', 'a table of the platform that is not there is named');
select throws_ok(format('select stagedoor.protect_bucket(%s)', arguments), code, message,
  format('protect_bucket refuses %s', arguments))
from (values
  ($$'logos', 'script'$$, '23514', 'The bucket "logos" is public'),
  ($$'nothing', 'script'$$, '23514', 'There is no private bucket "nothing"'),
  ($$null, 'script'$$, '23514', 'There is no private bucket null'),
  ($$'scripts', 'Script'$$, '22023', 'A key reads module:action: "Script:view"'),
  ($$'scripts', null$$, '22023', 'A key reads module:action: null'),
  ($$'scripts', 'access'$$, '22023', 'The module access is the engine''s: take another'),
  ($$'scripts', 'script', scope_type => 'department'$$, '22023',
    'The scope is an organization, a project, or another above projects'),
  ($$'scripts', 'script', scope_type => null$$, '22023',
    'The scope is an organization, a project, or another above projects'),
  ($$'scripts', 'script', roles => '{"reader": {"view": "some"}}'$$, '22023',
    'A policy is allow, own, locked or deny')
) as t (arguments, code, message);
select throws_ok(format($$ select stagedoor.protect_bucket('scripts', 'script', %L) $$, path),
  '22023', 'A path names folders, {scope_id} once, and what lies below it',
  format('protect_bucket refuses the path %s', coalesce(path, 'null')))
from unnest(array[null, '', '{scope_id}', 'scripts/...', '.../{scope_id}/...',
  '{scope_id}/{scope_id}/...', '{scope_id}//...', '/{scope_id}/...', '{scope_id}/..',
  '{scope_id}/a''b', '{scope_id}/a b/...', '{project_id}/...']) as path;
select is((select count(*) from pg_policy as p where p.polrelid = 'storage.objects'::regclass),
  0::bigint, 'a refused bucket gets no policy');

-- buckets ----------------------------------------------------------------------------------
create temporary table said (step text, sql text, warning text);
insert into said select * from stagedoor.protect_bucket('scripts', module => 'script',
  path => '{scope_id}/...', roles => '{"writer": {"edit": "allow"},
    "reader": {"view": "allow", "edit": "own"}}', dry_run => true);
select is((select count(*) from pg_policy as p where p.polrelid = 'storage.objects'::regclass),
  0::bigint, 'a dry run writes no policy');
delete from said;
insert into said select * from stagedoor.protect_bucket('scripts', module => 'script',
  path => '{scope_id}/...', roles => '{"writer": {"edit": "allow"},
    "reader": {"view": "allow", "edit": "own"}}');
select is_empty(
  $$ select s.sql from said as s where s.sql !~ '^(create policy |insert into stagedoor[.])' $$,
  'F122: only policies are written on the table of the platform');
select results_eq($$ select s.step, s.warning from said as s where s.step like 'protected%' $$,
  $$ values ('protected the bucket "scripts"',
       'A signed URL outlives a revocation: let it expire within minutes.') $$,
  'F122: the last line says what outlives a revocation');
select is(pg_temp.files('scripts'), array['ada 2', 'ben 2', 'dan 2', 'eve 2', 'olga 4'],
  'F122: files are seen in the scope of their path, and no malformed name fails the list');
select is(pg_temp.files('it''s "odd"'), array['ada 0', 'ben 0', 'dan 0', 'eve 0', 'olga 0'],
  'F122: another bucket stays closed');
select lives_ok($$ select stagedoor.protect_bucket('it''s "odd"', 'odd', 'x/{scope_id}/*',
  roles => '{"reader": {"view": "allow"}}') $$, 'F122: a bucket with an odd name is protected (control)');
select is(pg_temp.files('it''s "odd"'), array['ada 0', 'ben 1', 'dan 0', 'eve 0', 'olga 0'],
  'F122: a path may have folders before the scope, and one part behind it');
select is(pg_temp.files('scripts'), array['ada 2', 'ben 2', 'dan 2', 'eve 2', 'olga 4'],
  'F122: the policies of two buckets stand side by side');
select is((select count(*) from stagedoor.protect_bucket('scripts', module => 'script') as s
    where s.step like 'drop%'), 4::bigint, 'F122: a bucket is protected again');
select is(pg_temp.files('scripts'), array['ada 2', 'ben 2', 'dan 2', 'eve 2', 'olga 4'],
  'F122: a second protection changes nothing');

create function pg_temp.put(p_scope text, p_name text) returns void
language sql as $$
  insert into storage.objects (bucket_id, name, owner_id)
  values ('scripts', tests.scope_id(p_scope) || '/' || p_name, auth.uid()::text) $$;
create function pg_temp.move(p_from text, p_to text) returns bigint
language plpgsql as $$
declare
  v_count bigint;
begin
  update storage.objects set name = p_to where bucket_id = 'scripts' and name = p_from;
  get diagnostics v_count = row_count;
  return v_count;
end;
$$;
select tests.authenticate_as('ada');
select lives_ok($$ select pg_temp.put('Alpha', 'new.pdf') $$,
  'F122: a holder of the key uploads (control)');
select throws_ok($$ select pg_temp.put('Gamma', 'new.pdf') $$, '42501', null,
  'F122: nobody uploads where they hold nothing');
select throws_ok(format($$ insert into storage.objects (bucket_id, name)
    values ('scripts', %L) $$, name), '42501', null,
  format('F122: nobody uploads to the path %s', what))
from (values ('loose.pdf', 'without a scope'), ('not-a-uuid/a.pdf', 'without a uuid'),
  (tests.scope_id('Alpha')::text, 'of the scope alone')) as t (name, what);
select throws_ok(format($$ select pg_temp.move('%1$s/new.pdf', '%2$s/new.pdf') $$,
    tests.scope_id('Alpha'), tests.scope_id('Gamma')), '42501', null,
  'F122: moving needs the new path, too');
select is(pg_temp.move(tests.scope_id('Gamma') || '/one.pdf',
    tests.scope_id('Alpha') || '/theirs.pdf'), 0::bigint,
  'F122: moving needs the old path, too');
select is(pg_temp.move(tests.scope_id('Alpha') || '/new.pdf',
    tests.scope_id('Alpha') || '/moved.pdf'), 1::bigint,
  'F122: a file is moved between paths of the scope (control)');
select tests.authenticate_as('olga');
select is(pg_temp.move(tests.scope_id('Alpha') || '/moved.pdf',
    tests.scope_id('Beta') || '/moved.pdf'), 1::bigint,
  'F122: a file is moved by who holds the key at both paths (control)');
select tests.authenticate_as('ben');
select lives_ok($$ select pg_temp.put('Alpha', 'ben.pdf') $$,
  'F122: a key held as own uploads own files (control)');
select is_empty($$ delete from storage.objects where name like '%/moved.pdf' returning id $$,
  'F122: a key held as own deletes no file of another');
select isnt_empty($$ delete from storage.objects where name like '%/ben.pdf' returning id $$,
  'F122: a key held as own deletes own files (control)');
select throws_ok($$ insert into storage.objects (bucket_id, name, owner_id)
    values ('scripts', tests.scope_id('Alpha') || '/x.pdf', tests.user_id('ada')::text) $$,
  '42501', null, 'F122: a key held as own uploads nothing for another');
select tests.authenticate_as('ada');
select is((select count(*) from storage.objects as o where o.name like '%/x.pdf'), 0::bigint,
  'a refused upload leaves nothing');
select tests.clear_authentication();
update stagedoor.user_accesses set status = 'Revoked' where user_id = tests.user_id('ada');
select is((pg_temp.files('scripts'))[1], 'ada 0', 'F122: a revocation holds at the next statement');
create policy "Anyone can upload" on storage.objects for insert with check (true);
select isnt_empty($$ select from stagedoor.protect_bucket('scripts', 'script') as s
    where s.step = 'look at the policy "Anyone can upload"' $$,
  'F122: a policy of theirs that admits as well is named');
drop policy "Anyone can upload" on storage.objects;

-- rows of organizations ----------------------------------------------------------------------
select stagedoor.protect_bucket('scripts', 'script', scope_type => 'organization');
insert into storage.objects (bucket_id, name)
values ('scripts', tests.scope_id('North') || '/one.pdf');
select is(pg_temp.files('scripts'), array['ada 0', 'ben 0', 'dan 0', 'eve 0', 'olga 1'],
  'F122: files of organizations are seen by holders of the key there');

-- channels -------------------------------------------------------------------------------------
select throws_ok(format('select stagedoor.protect_channel(%s)', arguments), '22023', message,
  format('protect_channel refuses %s', arguments))
from (values
  ($$'project', 'rota:veiw'$$, 'There is no key rota:veiw'),
  ($$'project', null$$, 'A key reads module:action: null'),
  ($$'project', 'rota:view', 'rota'$$, 'A key reads module:action: "rota"'),
  ($$'a:b', 'rota:view'$$,
    'The topic begins with letters, digits, hyphens or underscores, at most 60'),
  ($$null, 'rota:view'$$,
    'The topic begins with letters, digits, hyphens or underscores, at most 60'),
  ($$'project', 'rota:view', scope_type => 'department'$$,
    'The scope is an organization, a project, or another above projects')
) as t (arguments, message);
delete from said;
insert into said select * from stagedoor.protect_channel(
  'project', key => 'rota:view', send_key => 'rota:edit');
select is_empty($$ select s.sql from said as s where s.sql !~ '^create policy ' $$,
  'F123: only policies are written on the table of the platform');
select results_eq($$ select s.step, s.warning from said as s where s.step like 'protected%' $$,
  $$ values ('protected the topics project:<scope_id>',
       'An open channel keeps what it had when it joined, until its token is renewed.') $$,
  'F123: the last line says what an open channel keeps');
insert into realtime.messages (topic, extension) values ('any', 'broadcast'), ('any', 'presence'),
  ('any', 'postgres_changes');
-- {who, whether they may read and send}, as the service tries both when somebody joins.
create function pg_temp.joins(p_topic text) returns text[]
language plpgsql as $$
declare
  v_seen text[] := '{}';
  v_name text;
  v_reads boolean;
  v_sends boolean;
begin
  perform set_config('realtime.topic', p_topic, true);
  foreach v_name in array array['ben', 'dan', 'eve', 'olga'] loop
    perform tests.authenticate_as(v_name);
    v_reads := (select count(*) = 2 from realtime.messages);
    begin
      insert into realtime.messages (topic, extension) values (p_topic, 'broadcast');
      raise sqlstate 'TESTS';
    exception
      when sqlstate 'TESTS' then v_sends := true;
      when insufficient_privilege then v_sends := false;
    end;
    perform tests.authenticate_as(v_name);
    v_seen := v_seen || (v_name
      || case when v_reads then ' reads' else '' end || case when v_sends then ' sends' else '' end);
    perform tests.clear_authentication();
  end loop;
  return v_seen;
end;
$$;
select is(pg_temp.joins('project:' || tests.scope_id('Alpha')),
  array['ben reads', 'dan', 'eve', 'olga reads sends'],
  'F123: a channel of a scope is read and sent to by who holds each key there');
select is(pg_temp.joins('project:' || tests.scope_id('Gamma')),
  array['ben', 'dan', 'eve reads sends', 'olga'], 'F123: another channel is another scope');
select is(pg_temp.joins('project:' || tests.scope_id('Camera')),
  array['ben', 'dan reads', 'eve', 'olga'],
  'F123: a department has a channel for who holds the key in it alone');
select is(pg_temp.joins(topic), array['ben', 'dan', 'eve', 'olga'],
  format('F123: the topic %s is nobody''s', coalesce(left(what, 40), 'null')))
from (values ('project:', 'without a scope'), ('project:not-a-uuid', 'of no uuid'), ('', 'of nothing'),
  ('project:' || tests.scope_id('Alpha') || ':chat', 'below a scope'),
  ('team:' || tests.scope_id('Alpha'), 'with another prefix'),
  ('project:' || upper(tests.scope_id('Alpha')::text), 'in capitals')) as t (topic, what);
select stagedoor.protect_channel('project', key => 'rota:view');
select is(pg_temp.joins('project:' || tests.scope_id('Alpha')),
  array['ben reads', 'dan', 'eve', 'olga reads'], 'F123: without a key for sending nobody sends');
select stagedoor.protect_channel('team', key => 'rota:view', scope_type => 'organization');
select is(pg_temp.joins('team:' || tests.scope_id('North')),
  array['ben', 'dan', 'eve', 'olga reads'], 'F123: organizations have channels beside projects');
select tests.authenticate_as('ada');
select throws_ok($$ select stagedoor.protect_channel('project', 'rota:view') $$, '42501', null,
  'a signed-in user protects no channel');
select throws_ok($$ select stagedoor.protect_bucket('scripts', 'script') $$, '42501', null,
  'a signed-in user protects no bucket');
select tests.clear_authentication();

select * from finish();
rollback;
