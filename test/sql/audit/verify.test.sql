-- Verifying inside the database: every kind of tampering is found, and where it begins
-- (F47).
begin;
select plan(17);

select tests.create_project('Alpha');
do $$
begin
  for i in 1..6 loop
    perform stagedoor.record_event('test.step', tests.scope_id('Alpha'),
      p_personal => '{"email": "cam@example.com"}', p_reason => 'step ' || i);
  end loop;
end;
$$;
select tests.flush();

-- Two events of making the project come first.
select is(
  (select h.last_seq from stagedoor_audit.heads as h
   where h.sequence_id = tests.scope_id('Alpha')),
  7::bigint, 'the log under test holds seven events'
);

create function pg_temp.verdict_after(variadic p_changes text[])
returns text
language plpgsql
as $$
-- Whoever got hold of the log's role, with its guards and constraints out of the way.
declare
  v_change  text;
  v_id      text := quote_literal(tests.scope_id('Alpha'));
  v_verdict jsonb;
begin
  grant stagedoor_auditor to postgres;
  set local role stagedoor_auditor;
  alter table stagedoor_audit.leaves disable trigger all;
  alter table stagedoor_audit.heads disable trigger all;
  alter table stagedoor_audit.personal_values disable trigger all;
  alter table stagedoor_audit.leaves drop constraint leaves_leaf_hash_of_body_check;
  foreach v_change in array p_changes loop
    execute replace(v_change, ':alpha', v_id);
  end loop;
  alter table stagedoor_audit.leaves enable always trigger _100_refuse;
  alter table stagedoor_audit.leaves enable always trigger _110_refuse_truncate;
  alter table stagedoor_audit.heads enable always trigger _100_refuse;
  alter table stagedoor_audit.heads enable always trigger _110_refuse_truncate;
  alter table stagedoor_audit.heads enable always trigger _120_advance;
  alter table stagedoor_audit.personal_values enable always trigger _100_refuse;
  alter table stagedoor_audit.personal_values enable always trigger _110_refuse_truncate;
  reset role;
  revoke stagedoor_auditor from postgres;
  v_verdict := stagedoor_audit.verify(tests.scope_id('Alpha'));
  raise exception '%', concat_ws(' ', v_verdict ->> 'first_bad_seq', v_verdict ->> 'reason');
exception
  when raise_exception then return sqlerrm;
end;
$$;

create function pg_temp.change(p_seq integer, p_do text)
returns text
language sql
as $$
  select format(
    'update stagedoor_audit.leaves set %s where sequence_id = :alpha and seq = %s', p_do, p_seq)
$$;
create function pg_temp.body_with(p_old text, p_new text)
returns text
language sql
as $$
  select format(
    'body = convert_to(replace(convert_from(body, ''UTF8''), %L, %L), ''UTF8'')', p_old, p_new)
$$;

-- tampering --------------------------------------------------------------------------
select is(pg_temp.verdict_after('select 1'), '', 'an untouched log verifies (control)');
select is(pg_temp.verdict_after(pg_temp.change(3, 'body = set_byte(body, 40, 65)')),
  '3 changed', 'a changed byte is found');
select is(
  pg_temp.verdict_after(
    pg_temp.change(3, pg_temp.body_with('"step', '"stop')),
    pg_temp.change(3, 'leaf_hash = sha256(''\x00''::bytea || body)')),
  '3 not linked', 'a changed event with a new hash is not linked to the next one'
);
select is(
  pg_temp.verdict_after(
    pg_temp.change(4, pg_temp.body_with('"prev": "', '"prev": "00')),
    pg_temp.change(4, 'leaf_hash = sha256(''\x00''::bytea || body)')),
  '4 not linked', 'a changed link accuses its own event'
);
select is(
  pg_temp.verdict_after(
    pg_temp.change(7, pg_temp.body_with('"step', '"stop')),
    pg_temp.change(7, 'leaf_hash = sha256(''\x00''::bytea || body)')),
  '7 not linked', 'the last event is held by the head'
);
select is(
  pg_temp.verdict_after(
    pg_temp.change(3, 'body = ''\xff'''),
    pg_temp.change(3, 'leaf_hash = sha256(''\x00''::bytea || body)')),
  '3 malformed', 'bytes that are no event are found'
);
select is(
  pg_temp.verdict_after(
    'delete from stagedoor_audit.leaves where sequence_id = :alpha and seq = 4'),
  '4 missing', 'a removed event is found'
);
select is(
  pg_temp.verdict_after(
    'delete from stagedoor_audit.leaves where sequence_id = :alpha and seq = 1'),
  '1 missing', 'a removed first event is found'
);
select is(
  pg_temp.verdict_after(
    'delete from stagedoor_audit.leaves where sequence_id = :alpha and seq = 7'),
  '7 missing', 'a removed last event is found'
);
select is(
  pg_temp.verdict_after(
    'insert into stagedoor_audit.leaves
     select sequence_id, 8, body, leaf_hash, occurred_at, event, override_id
     from stagedoor_audit.leaves where sequence_id = :alpha and seq = 7'),
  '8 misplaced', 'an event that was added is found'
);
select is(
  pg_temp.verdict_after(
    pg_temp.change(4, 'seq = 100'), pg_temp.change(5, 'seq = 4'),
    pg_temp.change(100, 'seq = 5')),
  '4 misplaced', 'two events that changed places are found'
);
select is(
  pg_temp.verdict_after(
    'update stagedoor_audit.leaves as l
     set body = o.body, leaf_hash = o.leaf_hash
     from stagedoor_audit.leaves as o
     where l.sequence_id = :alpha and l.seq = 4
       and o.sequence_id = ''00000000-0000-0000-0000-000000000000'' and o.seq = 4'),
  '4 misplaced', 'an event that comes from another log is found'
);
select is(pg_temp.verdict_after(pg_temp.change(5, 'event = ''test.other''')),
  '5 columns differ', 'a query column that differs from its body is found');
select is(
  pg_temp.verdict_after(
    'update stagedoor_audit.heads set last_seq = 6 where sequence_id = :alpha'),
  '7 added', 'a head that was turned back is found'
);
select is(
  pg_temp.verdict_after(
    'update stagedoor_audit.personal_values set value = ''eve@example.com''
     where sequence_id = :alpha and seq = 6'),
  '6 personal value differs', 'a personal value that was exchanged is found'
);
select is(
  pg_temp.verdict_after(
    'create function stagedoor_audit.tg_any__allow() returns trigger language plpgsql as
     ''begin return new; end''',
    'create or replace trigger _120_advance before update on stagedoor_audit.heads
     for each row execute function stagedoor_audit.tg_any__allow()'),
  'unguarded: trigger _120_advance of stagedoor_audit.heads is missing or off',
  'a guard that does something else is found'
);

select * from finish();
rollback;
