-- Appending: what a change leaves in the log, in which sequence, in which words (F24, F60).
begin;
select plan(30);
select tests.use_fixture_catalogue();

-- The cast: Sarah produces Alpha, which has a camera department; Cam joins it.
select tests.create_user(name) from unnest(array['sarah', 'cam']) as name;
select tests.create_project('Alpha');
select tests.create_project('Beta');
select tests.create_department('Camera', 'Alpha');
select tests.grant_role('sarah', 'Alpha', 'manager');
select tests.flush();

create function pg_temp.said(p_scope text, p_event text)
returns setof jsonb
language sql
as $$
  select convert_from(l.body, 'UTF8')::jsonb
  from stagedoor_audit.leaves as l
  where l.sequence_id = case
      when p_scope is null then '00000000-0000-0000-0000-000000000000'
      else tests.scope_id(p_scope)
    end
    and l.event = p_event
  order by l.seq
$$;
create function pg_temp.length_of(p_scope text)
returns bigint
language sql
as $$
  select count(*) from stagedoor_audit.leaves as l
  where l.sequence_id = tests.scope_id(p_scope)
$$;

-- The log's role reads for the test; nobody else may.
create temporary table before_now as
select pg_temp.length_of('Alpha') as alpha, pg_temp.length_of('Beta') as beta;

-- the same transaction -----------------------------------------------------------
select tests.authenticate_as('sarah', p_session => gen_random_uuid());
select public.grant_access(
  tests.user_id('cam'), tests.scope_id('Alpha'), 'role', 'fellow',
  p_valid_until => now() + interval '30 days', p_reason => 'Second "unit", día 3');
select tests.clear_authentication();
select is(
  pg_temp.length_of('Alpha'), (select alpha from before_now),
  'an event waits for its transaction to commit'
);
select tests.flush();
select is(
  pg_temp.length_of('Alpha'), (select alpha + 1 from before_now),
  'an event is in the log once after the commit'
);
select is(
  pg_temp.length_of('Beta'), (select beta from before_now),
  'an event is in the log of its project only'
);

-- what it says -------------------------------------------------------------------
create temporary table granted as
select said from pg_temp.said('Alpha', 'access.granted') as said
order by (said ->> 'seq')::bigint desc limit 1;

select is(
  (select said ->> 'actor_id' from granted), tests.user_id('sarah')::text,
  'an event names its actor (F24)'
);
select isnt((select said ->> 'session_id' from granted), null,
  'an event names the session of its actor');
select is((select said ->> 'actor_role' from granted), 'authenticated',
  'an event names the role of its actor');
select is(
  (select said ->> 'login_role' from granted), session_user::text,
  'an event names the login of the database, which the engine cannot choose'
);
select is(
  (select said ->> 'subject_id' from granted), tests.user_id('cam')::text,
  'an event names its subject'
);
select is(
  (select said ->> 'scope_id' from granted), tests.scope_id('Alpha')::text,
    'an event names its scope'
);
select is(
  (select said ->> 'reason' from granted), 'Second "unit", día 3',
    'an event names its reason to the letter'
);
select matches(
  (select said ->> 'at' from granted), '^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$',
  'an event names its moment in UTC with microseconds'
);
select matches(
  (select said ->> 'window_until' from granted), '^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$',
  'an event names the end of its window'
);

-- exact bytes --------------------------------------------------------------------
select is_empty(
  $$ select l.seq from stagedoor_audit.leaves as l
     where l.leaf_hash <> sha256('\x00'::bytea || l.body) $$,
  'a leaf''s hash is that of RFC 6962'
);
select is_empty(
  $$ select l.sequence_id, l.seq
     from (
       select s.*, lag(s.leaf_hash) over (partition by s.sequence_id order by s.seq) as before
       from stagedoor_audit.leaves as s
     ) as l
     where convert_from(l.body, 'UTF8')::jsonb ->> 'prev'
       is distinct from coalesce(encode(l.before, 'hex'), repeat('00', 32)) $$,
  'each leaf names the hash of the one before it'
);
select is_empty(
  $$ select l.sequence_id from stagedoor_audit.leaves as l
     group by l.sequence_id
     having min(l.seq) <> 1 or max(l.seq) <> count(*) $$,
  'no sequence has a gap'
);
select is(
  (select array_agg(k) from jsonb_object_keys(
    (select convert_from(body, 'UTF8')::json::jsonb from stagedoor_audit.leaves limit 1)) as k),
  (select array_agg(k) from jsonb_object_keys((select said from granted)) as k),
  'every body has the same fields'
);
select matches(
  (select convert_from(body, 'UTF8') from stagedoor_audit.leaves limit 1),
  '^\{"v": "1", "sequence": "[^"]+", "seq": "\d+", "at": ".*"prev": "[0-9a-f]{64}"\}$',
  'every body has its fields in the same order'
);

select stagedoor.record_event(
  'test.numbers', tests.scope_id('Alpha'),
  p_after => '{"amount": 1200.50, "big": 9007199254740993, "list": [1, {"x": 2e3}], "yes": true}');
select tests.flush();
select is(
  (select said -> 'after' from pg_temp.said('Alpha', 'test.numbers') as said),
  '{"amount": "1200.50", "big": "9007199254740993", "list": ["1", {"x": "2000"}], "yes": true}',
  'every number is a string, digit for digit'
);

-- Only the owner can queue a moment that is none; it spoils no sequence.
insert into stagedoor.event_queue (sequence_id, occurred_at, event)
values (tests.scope_id('Beta'), 'infinity', 'test.endless');
select tests.flush();
select is(
  (select said -> 'at' from pg_temp.said('Beta', 'test.endless') as said), 'null',
  'a moment without an end is null'
);

-- sequences ----------------------------------------------------------------------
select stagedoor.record_event('test.department', tests.scope_id('Camera'));
select stagedoor.record_event('test.organization', tests.organization_id('Alpha'));
select stagedoor.record_event('test.installation', null);
select tests.flush();
select is(
  (select said ->> 'scope_id' from pg_temp.said('Alpha', 'test.department') as said),
  tests.scope_id('Camera')::text,
  'a department''s events stand in its project''s sequence'
);
select is(
  (select convert_from(l.body, 'UTF8')::jsonb ->> 'sequence'
   from stagedoor_audit.leaves as l where l.event = 'test.organization'),
  tests.organization_id('Alpha')::text,
  'an organization has a sequence of its own'
);
select is(
  (select said ->> 'sequence' from pg_temp.said(null, 'test.installation') as said),
  'installation',
  'the installation has a sequence of its own'
);

-- personal values ----------------------------------------------------------------
select stagedoor.record_event(
  'test.person', tests.scope_id('Alpha'), p_subject_id => tests.user_id('cam'),
  p_personal => '{"email": "cam@example.com", "ip": "203.0.113.7", "notes": null}');
select tests.flush();
select unalike(
  (select said::text from pg_temp.said('Alpha', 'test.person') as said), '%cam@example.com%',
  'personal values are not in the leaf'
);
select is(
  (select said -> 'personal' ->> 'email' from pg_temp.said('Alpha', 'test.person') as said),
  (select encode(sha256(v.salt || convert_to(v.value, 'UTF8')), 'hex')
   from stagedoor_audit.personal_values as v
   where v.key = 'email' and v.value = 'cam@example.com'
     and v.sequence_id = tests.scope_id('Alpha')),
  'the salted hash of a personal value is in the leaf'
);
select is(
  (select count(distinct v.salt) from stagedoor_audit.personal_values as v
   where v.sequence_id = tests.scope_id('Alpha') and v.key in ('email', 'ip')
     and v.value in ('cam@example.com', '203.0.113.7')),
  2::bigint, 'each personal value has a salt of its own'
);
select is_empty(
  $$ select v.key from stagedoor_audit.personal_values as v where v.key = 'notes' $$,
  'a null personal value is not kept'
);

-- what does not happen -----------------------------------------------------------
do $$
begin
  perform stagedoor.record_event('test.undone', null);
  raise exception 'no';
exception
  when others then null;
end;
$$;
select tests.flush();
select is_empty(
  $$ select * from pg_temp.said(null, 'test.undone') $$,
  'a rolled-back event is not in the log'
);

grant stagedoor_auditor to postgres;
set local role stagedoor_auditor;
alter table stagedoor_audit.leaves add constraint no_more check (event <> 'test.refused') not valid;
reset role;
revoke stagedoor_auditor from postgres;
select throws_ok(
  $$ do $do$ begin
       perform stagedoor.record_event('test.refused', null);
       set constraints all immediate;
     end $do$ $$,
  '23514', null,
  'an operation whose event cannot be appended fails'
);
set constraints all deferred;

-- sequences outlive scopes -------------------------------------------------------
create temporary table deleted as select tests.scope_id('Camera') as id;
delete from stagedoor.scopes where id = tests.scope_id('Camera');
select tests.flush();
select is(
  (select count(*) from stagedoor_audit.leaves as l
   where l.sequence_id = tests.scope_id('Alpha')
     and convert_from(l.body, 'UTF8')::jsonb ->> 'scope_id' = (select id::text from deleted)
     and l.event in ('test.department', 'scope.deleted')),
  2::bigint, 'deleting a department leaves its events where they are'
);
select is(
  (public.verify_audit(tests.scope_id('Alpha')) ->> 'ok')::boolean, true,
  'the sequence of a deleted department verifies'
);

select * from finish();
rollback;
