-- The master code: how it is kept, imported, changed, and seen by nobody (F56, F61).
begin;
select plan(71);

-- The cast: Ann runs Ink, Ash is at the desk. Mal runs Bone.
select tests.create_user(name) from unnest(array['ann', 'ash', 'mal']) as name;
select tests.create_project(p) from unnest(array['Ink', 'Bone']) as p;
select tests.grant_role('ann', 'Ink', 'admin');
select tests.grant_role('ash', 'Ink', 'assistant');
select tests.grant_role('mal', 'Bone', 'admin');

create function pg_temp.stored() returns text
language sql as $$
  select s.value from stagedoor.secrets as s
  where s.scope_id = tests.project_id('Ink') and s.name = 'MASTER_CODE_HASH'
$$;

-- Hashes that others have published, of the codes beside them: the test vectors of jBCrypt
-- and the examples in the manuals of PHP, passlib and Wikipedia.
create temporary table published (code, hash) as
values
  ('', '$2a$10$k1wbIrmNyFAPwPVPSVa/zecw2BCEnBwVS2GbrmgzxFUOqW9dk4TCW'),
  ('a', '$2a$10$k87L/MF28Q673VKh8/cPi.SUl7MU/rWuSiIDDFayrKk/1tBsSQu4u'),
  ('abc', '$2a$12$EXRkfkdmXn2gzds2SSitu.MW9.gAVqa9eLS1//RYtYCmB1eLHg.9q'),
  ('abcdefghijklmnopqrstuvwxyz',
    '$2a$10$fVH8e28OQRj9tqiDXs1e1uxpsjN0c7II7YPKXua2NAKYvM6iQk7dq'),
  ('~!@#$%^&*()      ~!@#$%^&*()PNBFRD',
    '$2a$10$LgfYWkbzEvQ4JakH7rOvHe0y8pHKF9OaFgwUZ2q7W2FFZmZzJYlfS'),
  ('rasmuslerdorf', '$2y$10$.vGA1O9wmRjrwAVXD98HNOgsNpDczlqm3Jq7KnEd1rVAGv3Fykk1a'),
  ('abc123xyz', '$2b$12$R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW'),
  ('password', '$2a$12$NT0I31Sa7ihGEWpka9ASYeEFkhuTNeBQ2xfZskIiiJeyFXhRgS.Sy');

-- setting ---------------------------------------------------------------------------
select tests.authenticate_as('ash');
select throws_ok(
  $$ select public.set_master_code(tests.project_id('Ink'), 'open sesame') $$, '42501',
  null, 'F61: an assistant does not change the code'
);
select tests.authenticate_as('mal');
select throws_ok(
  $$ select public.set_master_code(tests.project_id('Ink'), 'open sesame') $$, 'PT404',
  null, 'F86: the studio is not found by the admin of another one'
);
select tests.authenticate_as('ann');
select throws_ok(
  $$ select public.set_master_code(tests.project_id('Ink'), null) $$, '22023', null,
  'P6: a null code is refused'
);
select throws_ok(
  $$ select public.set_master_code(tests.project_id('Ink'), '7 chars') $$, '22023', null,
  'P6: a code of 7 characters is refused'
);
select lives_ok(
  $$ select public.set_master_code(tests.project_id('Ink'), '8 chars!') $$,
  'P6: a code of 8 characters is accepted'
);
select lives_ok(
  $$ select public.set_master_code(tests.project_id('Ink'), repeat('x', 72)) $$,
  'P6: a code of 72 bytes is accepted'
);
select throws_ok(
  $$ select public.set_master_code(tests.project_id('Ink'), repeat('x', 73)) $$, '22023',
  null, 'P6: a code of 73 bytes is refused: bcrypt would ignore the last'
);
select throws_ok(
  $$ select public.set_master_code(tests.project_id('Ink'), repeat('é', 37)) $$, '22023',
  null, 'P6: the upper limit of a code counts bytes'
);
select lives_ok(
  $$ select public.set_master_code(tests.project_id('Ink'), repeat('é', 8)) $$,
  'P6: the lower limit of a code counts characters'
);
select is(
  tests.refusal($$ select public.set_master_code(
    tests.project_id('Ink'), repeat('tellme', 13)) $$)::text ~ 'tellme', false,
  'P6: a refusal does not repeat the code');
select tests.grant_key('ann', 'The company', 'security:rotate_code');
select throws_ok(
  $$ select public.set_master_code((select s.parent_id from stagedoor.scopes as s
       where s.id = tests.project_id('Ink')), 'open sesame') $$, 'PT404', null,
  'a company is no studio'
);
select lives_ok(
  $$ select public.set_master_code(tests.project_id('Ink'), 'open sesame') $$,
  'F61: an admin changes the code'
);
select tests.clear_authentication();
select matches(pg_temp.stored(), '^\$2a\$12\$.{53}$',
  'P6: a code is kept as bcrypt of cost 12');

-- comparing -------------------------------------------------------------------------
select ok(
  stagedoor_studio.bcrypt_matches('open sesame', pg_temp.stored()),
  'F56: the right code matches');
select ok(
  not stagedoor_studio.bcrypt_matches('open sesamE', pg_temp.stored()),
  'F56: another code does not match');
select ok(not stagedoor_studio.bcrypt_matches(null, pg_temp.stored()),
  'F56: a null code does not match');
select ok(not stagedoor_studio.bcrypt_matches('', pg_temp.stored()),
  'F56: an empty code does not match');
select ok(not stagedoor_studio.bcrypt_matches('open sesame', null),
  'F56: a code does not match where none is set');
select ok(
  stagedoor_studio.bcrypt_matches(repeat('x', 72), h.hash)
    and not stagedoor_studio.bcrypt_matches(repeat('x', 73), h.hash),
  'P6: a longer attempt does not match what it begins with')
from stagedoor_studio.bcrypt(repeat('x', 72), '$2a$12$k42ZFHFWqBp3vWli.nIn8u') as h (hash);

-- importing -------------------------------------------------------------------------
select lives_ok(format(
    'select stagedoor_studio.import_master_code(tests.project_id(''Ink''), %L)', p.hash),
  format('F56: the published hash of %L is imported', p.code))
from published as p;
select ok(
  stagedoor_studio.bcrypt_matches(p.code, '$2a' || substr(p.hash, 4))
    and not stagedoor_studio.bcrypt_matches(p.code || '?', '$2a' || substr(p.hash, 4)),
  format('F56: the imported hash stands for %L', p.code))
from published as p;

select stagedoor_studio.import_master_code(tests.project_id('Ink'),
  (select '$' || x || substr(p.hash, 4)))
from published as p, unnest(array['2a', '2y', '2b']) as x where p.code = 'rasmuslerdorf';
select is(
  pg_temp.stored(), '$2a$10$.vGA1O9wmRjrwAVXD98HNOgsNpDczlqm3Jq7KnEd1rVAGv3Fykk1a',
  'F56: $2b$ and $2y$ are stored as $2a$');
update stagedoor.secrets set value = replace(value, '$2a$', '$2b$')
where scope_id = tests.project_id('Ink');
select matches(pg_temp.stored(), '^\$2a\$', 'F56: a hash of any origin is stored as $2a$');

select throws_ok(format(
    'select stagedoor_studio.import_master_code(tests.project_id(''Ink''), %L)', g.hash),
  '22023', null, format('F56: %s is refused', g.what))
from (values
  ('a null hash', null),
  ('an empty hash', ''),
  ('a code in the clear', 'open sesame'),
  ('DES', 'rl.3StKT.4T8M'),
  ('MD5', '$1$qf4Ebyrv$e2q8Fz4tN6u8ZZ0Q5dM3h0'),
  ('cost 9', '$2a$09$k87L/MF28Q673VKh8/cPi.SUl7MU/rWuSiIDDFayrKk/1tBsSQu4u'),
  ('a cost above that of every attempt', '$2a$13$k87L/MF28Q673VKh8/cPi.SUl7MU/rWuSiIDDFayrKk/1tBsSQu4u'),
  ('$2x$', '$2x$10$k87L/MF28Q673VKh8/cPi.SUl7MU/rWuSiIDDFayrKk/1tBsSQu4u'),
  ('59 characters', '$2a$10$k87L/MF28Q673VKh8/cPi.SUl7MU/rWuSiIDDFayrKk/1tBsSQu4'),
  ('61 characters', '$2a$10$k87L/MF28Q673VKh8/cPi.SUl7MU/rWuSiIDDFayrKk/1tBsSQu4u.'),
  ('a hash that nothing could match', '$2a$10$k87L/MF28Q673VKh8/cPi/SUl7MU/rWuSiIDDFayrKk/1tBsSQu4u')
) as g (what, hash);
select is(
  tests.refusal($$ insert into stagedoor.secrets (scope_id, name, value) values
    (tests.project_id('Bone'), 'MASTER_CODE_HASH', 'tell me nothing') $$)::text ~ 'tell me',
  false, 'P6: a refusal does not repeat the hash');
select throws_ok(
  $$ select stagedoor_studio.import_master_code(gen_random_uuid(),
       '$2a$10$k87L/MF28Q673VKh8/cPi.SUl7MU/rWuSiIDDFayrKk/1tBsSQu4u') $$, 'PT404', null,
  'a hash is not imported to an unknown studio'
);

-- what an attempt may cost --------------------------------------------------------------
create function pg_temp.cost(p_value jsonb) returns text
language sql as $$
  select tests.refusal(format(
    'update stagedoor.settings set value = %L where key = ''master_code_cost''',
    p_value)) ->> 'message'
$$;
select is(
  pg_temp.cost(c.value), 'The setting master_code_cost is a whole number from 10 to 15',
  format('P6: an attempt that costs %s is refused as a setting', c.value))
from (values ('31'::jsonb), ('16'), ('9'), ('12.5'), ('"dear"'), ('null')) as c (value);
select throws_ok(
  $$ insert into stagedoor.settings (key, value, description)
     values ('master_code_cost', '31', '') on conflict (key) do nothing $$, '22023', null,
  'P6: a cost of days is refused where no row sets one');
select is(
  pg_temp.cost(c.value), null,
  format('P6: an attempt that costs %s is taken as a setting (control)', c.value))
from (values ('15'::jsonb), ('10'), ('12')) as c (value);
select lives_ok(
  $$ update stagedoor.settings set value = '31' where key = 'elevation_max_minutes' $$,
  'P6: other settings have no such bound (control)');
update stagedoor.settings set value = '60' where key = 'elevation_max_minutes';

-- seeing ----------------------------------------------------------------------------
select tests.authenticate_as('ann');
select throws_ok($$ select * from stagedoor.secrets $$, '42501', null,
  'P6: an admin does not read the hash');
select tests.authenticate_as_service();
select throws_ok($$ select * from stagedoor.secrets $$, '42501', null,
  'P6: the service key does not read the hash');
select throws_ok(
  $$ select public.set_master_code(tests.project_id('Ink'), 'open sesame') $$, '42501',
  null, 'F61: the service key does not change the code'
);
select tests.clear_authentication();
select tests.flush();
select is_empty(
  $$ select e.event from stagedoor.get_audit_events(tests.project_id('Ink'), 1000, null, null)
       as e
     where e::text ~ 'sesame|chars!|\$2[aby]\$' $$,
  'P6: the code and its hash are not in the log'
);
select ok(
  (select count(*) > 10
   from stagedoor.get_audit_events(tests.project_id('Ink'), 1000, null, null) as e
   where e.event = 'master_code.rotated'),
  'F61: each change of the code is in the log');

-- a null code ------------------------------------------------------------------------
select is(
  stagedoor_studio.bcrypt_matches(
    null, stagedoor_studio.bcrypt('', stagedoor_studio.bcrypt_salt())),
  false, 'P6: a null code does not match, whatever hash was taken over');

-- ending ----------------------------------------------------------------------------
select tests.elevate('ash', md5('desk')::uuid, 'Ink');
select tests.authenticate_as('ash', 'aal1', md5('desk')::uuid);
select is(public.is_elevated_now(tests.project_id('Ink')), true,
  'F55: an assistant is elevated (control)');
select tests.authenticate_as('ann');
select public.set_master_code(tests.project_id('Ink'), 'another code');
select tests.authenticate_as('ash', 'aal1', md5('desk')::uuid);
select is(public.is_elevated_now(tests.project_id('Ink')), false,
  'F61: a new code ends every elevation of the studio');
select tests.clear_authentication();

select tests.elevate('ash', md5('desk')::uuid, 'Ink');
update stagedoor.secrets as s
set value = stagedoor_studio.bcrypt('a third code', stagedoor_studio.bcrypt_salt())
where s.scope_id = tests.project_id('Ink') and s.name = 'MASTER_CODE_HASH';
select is_empty($$ select from stagedoor.elevations as e where e.ended_at is null $$,
  'F61: a code that the owner writes in SQL ends every elevation');
select tests.elevate('ash', md5('desk')::uuid, 'Ink');
delete from stagedoor.secrets as s
where s.scope_id = tests.project_id('Ink') and s.name = 'MASTER_CODE_HASH';
select is_empty($$ select from stagedoor.elevations as e where e.ended_at is null $$,
  'F61: a code that the owner removes ends every elevation');

select * from finish();
rollback;
