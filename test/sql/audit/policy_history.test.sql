-- The log says what policies say differently than before, whoever changed them (F117).
begin;
select plan(28);

-- What one look tells the log.
create temporary table told (
  look integer, event text, object text, before text, after text, is_between boolean);
create function pg_temp.look(p_look integer) returns integer language plpgsql as $$
declare
  v_last    bigint := coalesce((select max(q.id) from stagedoor.event_queue as q), 0);
  v_since   timestamptz := (select l.looked_at from stagedoor.policy_looks as l);
  v_changes integer := stagedoor.note_policies();
begin
  insert into told
  select p_look, q.event, q.object_id, q.before ->> 'says', q.after ->> 'says',
    q.window_from = v_since and q.window_until between v_since and clock_timestamp()
  from stagedoor.event_queue as q where q.id > v_last order by q.id;
  return v_changes;
end;
$$;

-- The cast: invoices of somebody, in a table that never heard of the engine.
create table public.invoices (id integer primary key, due timestamptz, paid boolean);

-- the first look ------------------------------------------------------------------------
select is_empty($$ select * from stagedoor.policy_changes() $$,
  'nothing has changed before the first look');
select is(pg_temp.look(1), 0, 'the first look finds no change');
select results_eq($$ select event, object from told where look = 1 order by object $$,
  $$ values ('policies.counted', null::text) $$, 'the first look is an event');
select results_eq(
  $$ select q.after ->> 'fingerprint', q.after ->> 'policies'
     from stagedoor.event_queue as q where q.event = 'policies.counted' $$,
  $$ select stagedoor.fingerprint(), count(*)::text from pg_policy $$,
  'F117: the first look tells the fingerprint, and how many policies there are');
select is(pg_temp.look(2), 0, 'a second look finds no change');
select is_empty($$ select * from told where look = 2 $$,
  'a look that finds no change tells nothing');

-- what changes --------------------------------------------------------------------------
create policy invoices_select on public.invoices for select to authenticated
  using (paid or due < '2026-01-01 00:00+00');
alter table public.invoices enable row level security;
select results_eq(
  $$ select table_name, object, before, after from stagedoor.policy_changes() $$,
  $$ values
    ('public.invoices', 'policy invoices_select', null::text, 'r t authenticated using '
      '(paid OR (due < ''2026-01-01 00:00:00+00''::timestamp with time zone)) check'),
    ('public.invoices', 'row_security', null, 'enabled') $$,
  'a change is known before it is told');
set local timezone = 'Pacific/Auckland';
set local datestyle = 'SQL, DMY';
set local bytea_output = 'escape';
set local quote_all_identifiers = on;
select is(pg_temp.look(3), 2, 'a look counts what it tells');
select results_eq(
  $$ select event, object, before, after, is_between
     from told where look = 3 order by object $$,
  $$ values
    ('policy.created', 'policy invoices_select on public.invoices', null::text,
      'r t authenticated using '
      '(paid OR (due < ''2026-01-01 00:00:00+00''::timestamp with time zone)) check', true),
    ('row_security.created', 'row_security on public.invoices', null, 'enabled', true) $$,
  'F117: a new policy is told with what it says, and between which looks it was made');
alter policy invoices_select on public.invoices to public using (true);
alter table public.invoices force row level security;
select is(pg_temp.look(4), 2, 'a look finds policies and guards that were changed');
select results_eq(
  $$ select event, object, left(before, 20), after, is_between
     from told where look = 4 order by object $$,
  $$ values
    ('policy.changed', 'policy invoices_select on public.invoices', 'r t authenticated us',
      'r t public using true check', true),
    ('row_security.changed', 'row_security on public.invoices', 'enabled', 'forced',
      true) $$,
  'F117: a policy that now says something else is told with both texts');
drop policy invoices_select on public.invoices;
alter table public.invoices disable row level security;
select is(pg_temp.look(5), 2, 'a look misses what is gone');
select results_eq(
  $$ select event, before, after from told where look = 5 order by object $$,
  $$ values ('policy.dropped', 'r t public using true check', null::text),
    ('row_security.dropped', 'forced', null) $$,
  'F117: a policy that is gone is told with what it said');

-- Between two looks it came and went: no text of it is left anywhere.
create policy invoices_all on public.invoices for all to public using (true);
drop policy invoices_all on public.invoices;
select is(pg_temp.look(6), 0, 'a policy that came and went between two looks is not told');

-- Nobody reads through a temporary table but whoever made it.
create temporary table mine (id integer);
alter table mine enable row level security;
create policy mine_select on mine for select to public using (true);
select is(pg_temp.look(7), 0, 'policies of temporary tables are not told');

-- A name that ends a statement is a name.
create policy "x'; drop table public.invoices; --" on public.invoices
  for select using (true);
select is(pg_temp.look(8), 1, 'a policy with the rudest name is told (control)');
select is((select object from told where look = 8),
  'policy "x''; drop table public.invoices; --" on public.invoices',
  'a policy with the rudest name is told by its name');

-- A condition can be as long as a list of everybody.
do $$ begin execute format(
  'create policy long_list on public.invoices for select using (id in (%s))',
  (select string_agg(n::text, ', ') from generate_series(1, 30000) as n)); end $$;
select is(pg_temp.look(9), 1, 'a policy that no event could hold is told');
select matches((select after from told where look = 9), '^sha256:[0-9a-f]{64}$',
  'a policy that no event could hold is told by its digest');
select is(pg_temp.look(10), 0,
  'a policy that was told by its digest is told once (control)');

-- Whoever empties what was seen does not silence the log.
delete from stagedoor.policy_looks;
select is_empty($$ select * from stagedoor.policy_changes() $$,
  'nothing is compared with a look that was taken away');
select is(pg_temp.look(11), 0, 'a look after it was taken away is a first one');
select results_eq($$ select event from told where look = 11 order by object $$,
  $$ values ('policies.counted') $$,
  'a look that was taken away shows by another first one');

-- who looks -----------------------------------------------------------------------------
create policy invoices_delete on public.invoices for delete to authenticated using (true);
select tests.authenticate_as_service();
select lives_ok($$ select * from public.read_audit_heads() $$,
  'the sealer reads the lengths of the sequences (control)');
select tests.clear_authentication();
select is(
  (select q.object_id from stagedoor.event_queue as q order by q.id desc limit 1),
  'policy invoices_delete on public.invoices', 'F117: a run of the sealer looks first');
drop policy invoices_delete on public.invoices;
select throws_ok($$ insert into stagedoor.policy_looks (is_only) values (false) $$, '23514',
  null, 'when policies were looked at is one row');
set local transaction read only;
select is(stagedoor.note_policies(), 0, 'a look that cannot write finds nothing');
select results_eq($$ select object, after from stagedoor.policy_changes() $$,
  $$ values ('policy invoices_delete', null::text) $$,
  'what a look could not tell is left to the next (control)');

select * from finish();
rollback;
