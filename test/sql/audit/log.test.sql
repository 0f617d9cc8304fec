-- The audit log's tables: who may touch what was recorded. Nobody (F24, F47).
begin;
select plan(63);
select tests.use_fixture_catalogue();

-- The cast: Sarah produces Alpha and may read its log; Cam works there and may not.
select tests.create_user(name) from unnest(array['sarah', 'cam']) as name;
select tests.create_project('Alpha');
select tests.grant_role('sarah', 'Alpha', 'manager');
select tests.grant_role('cam', 'Alpha', 'fellow');
select stagedoor.record_event(
  'test.person', null, p_personal => '{"email": "cam@example.com"}');
select tests.flush();

-- ownership ----------------------------------------------------------------------
select is(
  (select rolcanlogin or rolsuper from pg_roles where rolname = 'stagedoor_auditor'), false,
  'nobody logs in as the role that owns the log'
);
select is_empty(
  $$ select m.member::regrole from pg_auth_members as m
     where m.roleid = 'stagedoor_auditor'::regrole
       and coalesce((to_jsonb(m) ->> 'set_option')::boolean, true) $$,
  'no role can act as the role that owns the log'
);
select is_empty(
  $$ select c.relname from pg_class as c
     where c.relnamespace = 'stagedoor_audit'::regnamespace
       and c.relowner <> 'stagedoor_auditor'::regrole $$,
  'every table and index of the log belongs to that role'
);
select is_empty(
  $$ select f.proname from pg_proc as f
     where f.pronamespace = 'stagedoor_audit'::regnamespace
       and f.proowner <> 'stagedoor_auditor'::regrole $$,
  'every function of the log belongs to that role'
);
select is_empty(
  $$ select c.relname, a.grantee::regrole, a.privilege_type
     from pg_class as c
     cross join aclexplode(coalesce(c.relacl, acldefault('r', c.relowner))) as a
     where c.relnamespace = 'stagedoor_audit'::regnamespace and c.relkind = 'r'
       and a.grantee <> 'stagedoor_auditor'::regrole $$,
  'no other role holds any right on a table of the log'
);
select is_empty(
  $$ select f.proname, a.grantee::regrole
     from pg_proc as f
     cross join aclexplode(coalesce(f.proacl, acldefault('f', f.proowner))) as a
     where f.pronamespace = 'stagedoor_audit'::regnamespace
       and a.grantee not in ('stagedoor_auditor'::regrole, 'postgres'::regrole) $$,
  'only the owner of the engine calls the functions of the log'
);
select lives_ok(
  $$ select stagedoor.guard_audit_log() $$,
  'guarding the log again is allowed'
);
select is(
  stagedoor_audit.broken_guard(), null,
  'guarding the log again leaves everything in place'
);

-- requests -----------------------------------------------------------------------
select tests.authenticate_as_anon();
select throws_ok('select * from stagedoor_audit.leaves', '42501', null,
  'anon does not read the log''s tables');
select throws_ok($$ select stagedoor.record_event('forged.event', null) $$, '42501', null,
  'anon does not record events');

select tests.authenticate_as('sarah');
select throws_ok('select * from stagedoor_audit.leaves', '42501', null,
  'a manager does not read the log''s tables');
select throws_ok('delete from stagedoor_audit.leaves', '42501', null,
  'a manager does not delete from the log');
select throws_ok($$ select stagedoor.record_event('forged.event', null) $$, '42501', null,
  'a manager does not record events by hand');
select throws_ok($$ insert into stagedoor.event_queue (event) values ('forged.event') $$,
  '42501', null, 'a manager does not queue events by hand');
select throws_ok('select stagedoor_audit.append(null)', '42501', null,
  'a manager does not append to the log');
select throws_ok('select stagedoor.guard_audit_log()', '42501', null,
  'a manager does not touch the guard of the log');

select tests.authenticate_as_service();
select throws_ok('select * from stagedoor_audit.leaves', '42501', null,
  'the service key does not read the log''s tables');
select throws_ok('update stagedoor_audit.leaves set event = null', '42501', null,
  'the service key does not change the log');
select throws_ok('delete from stagedoor_audit.leaves', '42501', null,
  'the service key does not delete from the log');
select throws_ok('truncate stagedoor_audit.leaves', '42501', null,
  'the service key does not truncate the log');
select throws_ok($$ select stagedoor.record_event('forged.event', null) $$, '42501', null,
  'the service key does not record events by hand');

-- the owner of the database ------------------------------------------------------
select tests.clear_authentication();
select throws_ok('update stagedoor_audit.leaves set event = null', '42501', null,
  'postgres does not change the log');
select throws_ok('delete from stagedoor_audit.leaves', '42501', null,
  'postgres does not delete from the log');
select throws_ok('truncate stagedoor_audit.leaves', '42501', null,
  'postgres does not truncate the log');
select throws_ok(
  'alter table stagedoor_audit.leaves disable trigger _100_refuse', '42501', null,
  'postgres does not switch the guards of the log off'
);
select throws_ok('drop table stagedoor_audit.leaves', '42501', null,
  'postgres does not drop the log');
select throws_ok('drop schema stagedoor_audit cascade', '42501', null,
  'postgres does not drop the schema of the log');
select throws_ok('set role stagedoor_auditor', '42501', null,
  'postgres does not act as the owner of the log');

-- Should postgres make itself a member, the guards still hold, replica mode or not.
grant stagedoor_auditor to postgres;
select matches(
  stagedoor_audit.broken_guard(), 'postgres can act as stagedoor_auditor',
  'a member of the log''s role is found by verification'
);
select is(
  (public.verify_audit(tests.scope_id('Alpha')) ->> 'ok')::boolean, false,
  'verification fails while postgres is a member of the log''s role'
);
create function pg_temp.as_auditor(p_sql text)
returns text
language plpgsql
as $$
begin
  set local role stagedoor_auditor;
  execute p_sql;
  reset role;
  return 'done';
exception
  when others then return sqlerrm;
end;
$$;

set local session_replication_role = replica;
select matches(
  pg_temp.as_auditor(sql), 'append-only',
  'the owner of the log is refused in replica mode: ' || sql
)
from unnest(array[
  'update stagedoor_audit.leaves set event = event',
  'delete from stagedoor_audit.leaves',
  'truncate stagedoor_audit.leaves',
  'delete from stagedoor_audit.heads',
  'truncate stagedoor_audit.heads',
  'update stagedoor_audit.heads set last_seq = last_seq - 1',
  'update stagedoor_audit.personal_values set value = value',
  'update stagedoor_audit.installation set id = gen_random_uuid()',
  'update stagedoor_audit.installation set is_restoring = true',
  'delete from stagedoor_audit.installation',
  'truncate stagedoor_audit.installation',
  'truncate stagedoor_audit.personal_values'
]) as sql;
set local session_replication_role = origin;
select is(
  pg_temp.as_auditor('select count(*) from stagedoor_audit.leaves'), 'done',
  'the owner of the log reads it (control)'
);

-- What a switched-off guard looks like from inside.
select is(
  pg_temp.as_auditor('alter table stagedoor_audit.leaves disable trigger _100_refuse'),
  'done', 'the owner of the log can switch a guard off'
);
revoke stagedoor_auditor from postgres;
select matches(
  stagedoor_audit.broken_guard(), 'trigger _100_refuse of stagedoor_audit.leaves',
  'a guard that is off is found by verification'
);
select stagedoor.guard_audit_log();
select is(
  stagedoor_audit.broken_guard(), null,
  'guarding the log again puts a guard back'
);

-- The bound of all this: docs/audit.md says who finds it, and that nobody does.
grant stagedoor_auditor to postgres;
select is(
  pg_temp.as_auditor(format(
    $$ with invented as (
         insert into stagedoor_audit.leaves
         select
           l.sequence_id, l.seq + 1, i.body, sha256('\x00'::bytea || i.body),
           l.occurred_at, l.event, l.override_id
         from stagedoor_audit.leaves as l
         cross join lateral (
           select convert_to(
             regexp_replace(
               regexp_replace(
                 replace(convert_from(l.body, 'UTF8'),
                   format('"seq": "%%s"', l.seq), format('"seq": "%%s"', l.seq + 1)),
                 '"login_role": "[a-z_]+"', '"login_role": "authenticator"'),
               '"prev": "[0-9a-f]+"', format('"prev": "%%s"', encode(l.leaf_hash, 'hex'))),
             'UTF8') as body
         ) as i
         where l.sequence_id = %1$L
         order by l.seq desc
         limit 1
         returning leaf_hash
       )
       update stagedoor_audit.heads as h
       set last_seq = h.last_seq + 1, last_hash = i.leaf_hash
       from invented as i
       where h.sequence_id = %1$L $$,
    tests.scope_id('Alpha'))),
  'done', 'the owner of the log can append what never happened'
);
select is(
  (select convert_from(l.body, 'UTF8')::jsonb ->> 'login_role'
   from stagedoor_audit.leaves as l where l.sequence_id = tests.scope_id('Alpha')
   order by l.seq desc limit 1),
  'authenticator', 'the owner of the log can invent any login'
);
select is(
  public.verify_audit(tests.scope_id('Alpha')) ->> 'reason',
  'unguarded: postgres can act as stagedoor_auditor',
  'verification names the member of the log''s role'
);

-- What the tables refuse that owner all the same.
create temporary table rows (relation, base, rule, name, beyond, within) as
with bases (relation, base) as (
  values
    ('stagedoor_audit.heads'::regclass, jsonb_build_object('sequence_id', gen_random_uuid(),
      'last_seq', 1, 'last_hash', sha256('a'))),
    ('stagedoor_audit.leaves', jsonb_build_object('sequence_id', gen_random_uuid(), 'seq', 1,
      'body', 'a'::bytea, 'leaf_hash', sha256('\x0061'), 'occurred_at', '2027-01-01',
      'event', 'test.row')),
    ('stagedoor_audit.personal_values', jsonb_build_object(
      'sequence_id', gen_random_uuid(), 'seq', 1, 'key', 'email', 'salt', sha256('a'),
      'value', 'a@b')),
    ('stagedoor_audit.installation', '{"is_only": true}')
)
select b.relation, b.base, r.rule, r.name, r.beyond, r.within
from (values
  ('heads', 'a sequence has no negative length', 'last_seq_not_negative_check',
    '{"last_seq": -1}'::jsonb, '{"last_seq": 0}'::jsonb),
  ('heads', 'the last hash of a sequence is a SHA-256', 'last_hash_length_check',
    jsonb_build_object('last_hash', 'a'::bytea),
    jsonb_build_object('last_hash', sha256('b'))),
  ('leaves', 'the first leaf of a sequence is number one', 'seq_from_one_check',
    '{"seq": 0}', '{"seq": 1}'),
  ('leaves', 'a leaf has the hash of its body', 'leaf_hash_of_body_check',
    jsonb_build_object('leaf_hash', sha256('\x0062')),
    jsonb_build_object('leaf_hash', sha256('\x0062'), 'body', 'b'::bytea)),
  ('personal_values', 'what is personal has a salt of 32 bytes', 'salt_length_check',
    jsonb_build_object('salt', 'a'::bytea), jsonb_build_object('salt', sha256('b'))),
  ('installation', 'a log belongs to one installation', 'is_only_key',
    '{"is_only": true}', null),
  ('installation', 'no row is beside the one of the installation', 'is_only_check',
    '{"is_only": false}', null)
) as r (name_of, rule, name, beyond, within)
join bases as b on b.relation::text = 'stagedoor_audit.' || r.name_of;
select is(
  tests.refused_by(r.relation, r.base || r.beyond, 'stagedoor_auditor'),
  format('%s_%s', split_part(r.relation::text, '.', 2), r.name), r.rule)
from rows as r;
select is(
  tests.refused_by(r.relation, r.base || r.within, 'stagedoor_auditor'), null,
  format('%s (control: a row that keeps to it)', r.rule))
from rows as r where r.within is not null;
select isnt_empty(
  $$ select from stagedoor_audit.installation $$,
  'a log belongs to an installation (control)'
);

revoke stagedoor_auditor from postgres;
select is(
  (public.verify_audit(tests.scope_id('Alpha')) ->> 'ok')::boolean, true,
  'verification passes once the member has left'
);

select * from finish();
rollback;
