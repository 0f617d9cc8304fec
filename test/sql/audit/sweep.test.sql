-- Sweep: what changes something is an event, or somebody has written down why it is none
-- (F24, F47, F60). Read from the catalogue, so that a table or call that is new is held to it.
begin;
select plan(9);

create temporary view ours as
select
  f.oid, format('%I.%I', n.nspname, f.proname) as name, f.proname::text as short,
  n.nspname::text as schema, f.provolatile, f.prorettype,
  regexp_replace(f.prosrc, '--[^\n]*', '', 'g') as body
from pg_proc as f
join pg_namespace as n on n.oid = f.pronamespace
where (n.nspname = 'public' or n.nspname like 'stagedoor%') and not exists (
  select from pg_depend as d
  where d.classid = 'pg_proc'::regclass and d.objid = f.oid and d.deptype = 'e');

-- Which tables a function writes, and how.
create temporary table writes as
select distinct
  f.oid, to_regclass(w.found[2])::oid as table_oid,
  case split_part(w.found[1], ' ', 1)
    when 'insert' then 'insert' when 'update' then 'update' else 'delete' end as operation
from ours as f
cross join lateral regexp_matches(f.body,
  '\m(insert\s+into|update|delete\s+from)\s+((?:stagedoor[a-z_]*|public)\.[a-z_0-9]+)', 'g'
) as w (found);

create temporary table operations (operation text, bit integer);
insert into operations values ('insert', 4), ('delete', 8), ('update', 16);

-- Which function a function runs: those that it calls, and the recorders of what it writes.
create temporary table runs as
select f.oid, g.oid as run_oid
from ours as f
cross join lateral regexp_matches(
  f.body, '((?:stagedoor[a-z_]*|public)\.[a-z_0-9]+)\s*\(', 'g') as c (found)
join ours as g on g.name = c.found[1]
union
select w.oid, t.tgfoid
from writes as w
join operations as o on o.operation = w.operation
join pg_trigger as t
  on t.tgrelid = w.table_oid and t.tgtype & o.bit <> 0 and t.tgname like '\_9%';

create temporary view recorders as
select distinct r.oid from runs as r join ours as g on g.oid = r.run_oid
where g.name in ('stagedoor.record_event', 'stagedoor.record_events');

-- These record something else than what their caller came for.
create temporary table beside_the_point (name text);
insert into beside_the_point values
  ('stagedoor.use_elevation'), ('stagedoor.ensure_account'), ('stagedoor.require_account'),
  ('stagedoor.raise_alert'), ('stagedoor.lock_trees');

create temporary table reached as
with recursive reached (call_oid, oid) as (
  select f.oid, f.oid from ours as f where f.schema = 'public'
  union
  select r.call_oid, s.run_oid
  from reached as r
  join runs as s on s.oid = r.oid
  join ours as g on g.oid = s.run_oid
  where g.name not in (select b.name from beside_the_point as b)
)
select * from reached;

-- calls ---------------------------------------------------------------------------------
create temporary table quiet_calls (name text, reason text);
insert into quiet_calls values
  ('authorize', 'Asks. What it refuses is counted in access_denials, by the minute.'),
  ('list_crew', 'Reads. Whose profile it showed is in the access log.'),
  ('list_staff', 'Reads. That it showed the staff is in the access log.'),
  ('guild_reconciliation', 'Reads. Which agreement it showed is in the access log.'),
  ('get_studio_figures', 'Reads. That it showed figures is in the access log.'),
  ('take_alert_messages', 'Carries what is an event already.'),
  ('settle_alert_message', 'Carries what is an event already.'),
  ('export_audit', 'Reads. That the log was exported is in the access log.'),
  ('get_audit_events', 'Reads. That the log was read is in the access log.');

create temporary view silent_calls as
select f.short as name
from ours as f
where f.schema = 'public'
  and f.provolatile = 'v'
  and f.prorettype <> 'trigger'::regtype
  and not exists (
    select from reached as r where r.call_oid = f.oid and r.oid in (select oid from recorders));

select cmp_ok(
  (select count(*) from reached as r join ours as f on f.oid = r.call_oid
   where r.oid in (select oid from recorders) and f.provolatile = 'v'), '>', 20::bigint,
  'the sweep finds the events of calls (control)');
select is_empty(
  $$ select s.name from silent_calls as s
     where s.name not in (select q.name from quiet_calls as q) $$,
  'F24: every call that may write records an event, or says why it records none');
select is_empty(
  $$ select q.name from quiet_calls as q
     where q.name not in (select s.name from silent_calls as s)
       -- A part that is not there has its reasons all the same.
       and q.name in (select f.short from ours as f where f.schema = 'public') $$,
  'F24: every reason for a call without an event is needed');

-- tables --------------------------------------------------------------------------------
create temporary table quiet_writes (table_name text, operations text[], reason text);
insert into quiet_writes values
  ('stagedoor.access_denials', '{insert,delete}', 'Counts refusals by the minute, beside the log.'),
  ('stagedoor.access_log', '{insert,update,delete}',
    'Is a record itself, of who looked at what (F88).'),
  ('stagedoor.access_log_queue', '{insert,delete}', 'Holds lines of the log that are new.'),
  ('stagedoor.account_habits', '{insert,delete}', 'Counts lines of the access log.'),
  ('stagedoor.account_scores', '{insert,delete}', 'Counts lines of the access log.'),
  ('stagedoor.alert_sweeps', '{insert,update}', 'Says until when the sweeper has looked.'),
  ('stagedoor.access_uses', '{insert}', 'Notes the day of a use, for reviews.'),
  ('stagedoor.access_reviews', '{insert,update}', 'Its calls record review.started and closed.'),
  ('stagedoor.review_items', '{insert,update}', 'Each decision and outcome is recorded.'),
  ('stagedoor.review_reviewers', '{insert}', 'review.started names them.'),
  ('stagedoor.account_aliases', '{insert}', 'claim_account records account.claimed.'),
  ('stagedoor.alerts', '{insert,update}', 'raise_alert and acknowledge_alert record theirs.'),
  ('stagedoor.endpoint_uses', '{insert}', 'Counts events.'),
  ('stagedoor.event_queue', '{insert,delete}', 'Holds events until their commit.'),
  ('stagedoor.grant_targets', '{insert,update,delete}', 'Follows from roles and permissions.'),
  ('stagedoor.installation_version', '{update}', 'Counts events.'),
  ('stagedoor.invitations', '{insert,update}', 'Its access is recorded; invite_user renews it.'),
  ('stagedoor.outbox', '{insert,update}', 'Carries to people what is an event already.'),
  ('stagedoor.policy_looks', '{insert,update}', 'The events of a look say when it was.'),
  ('stagedoor.rate_limits', '{insert,update,delete}', 'Counts attempts, which are events.'),
  ('stagedoor.scope_versions', '{insert}', 'Counts events.'),
  ('stagedoor.seen_policies', '{insert,update,delete}',
    'note_policies records what it sees differently.'),
  ('stagedoor.tracked_accesses', '{insert,delete}', 'Its access is recorded.'),
  ('stagedoor.window_uses', '{insert,delete}', 'Is empty when a transaction has ended.'),
  ('stagedoor_audit.heads', '{insert,update}', 'Is the log.'),
  ('stagedoor_audit.leaves', '{insert}', 'Is the log.'),
  ('stagedoor_audit.installation', '{update}', 'Is the log.'),
  ('stagedoor_audit.personal_values', '{insert,delete}', 'Is the log; erasing is an event.'),
  ('public.budget_line_changes', '{insert}', 'Keeps what the event of the line says.'),
  ('public.cost_period_rows', '{insert}', 'Keeps what the closing of its period says.'),
  ('public.ownership_transfers', '{delete}',
    'An offer not accepted gives way: to the next, which is recorded, or with its person.'),
  ('public.department_details', '{insert}', 'Comes with its department.'),
  ('public.venue_details', '{insert}', 'Comes with its venue.'),
  ('public.share_accesses', '{insert,update}',
    'Is a record itself, of who opened what; delete_guest_user takes a person out of it.'),
  ('stagedoor_theatre.share_contexts', '{insert,delete}',
    'Is empty when a transaction has ended.'),
  ('stagedoor_theatre.share_tokens', '{insert}', 'The share is recorded.'),
  ('stagedoor_theatre.assignment_accesses', '{insert}', 'Its access is recorded.'),
  ('stagedoor_theatre.guest_claims', '{insert,update,delete}',
    'The guest is recorded, and so is a renewal.'),
  ('stagedoor_theatre.personal_organizations', '{insert}', 'The organization is recorded.'),
  ('public.artists', '{insert}', 'add_artist records artist.added.'),
  ('public.cash_closes', '{insert}', 'close_cash records till.closed.'),
  ('public.stock_movements', '{insert}', 'move_stock records stock.moved.'),
  ('public.studio_transactions', '{update}', 'refund_or_void records what it takes back.'),
  ('stagedoor_studio.switched_off', '{insert,delete}', 'set_staff_active records it.');

-- What requests, the service or a function of ours may do to a table, and is no event.
create temporary view silent_writes as
select t.oid::regclass as table_id, o.operation
from pg_class as t
join pg_namespace as n on n.oid = t.relnamespace
cross join operations as o
where t.relkind in ('r', 'p')
  and (n.nspname = 'public' or n.nspname like 'stagedoor%')
  and not exists (
    select from pg_depend as d
    where d.classid = 'pg_class'::regclass and d.objid = t.oid and d.deptype = 'e')
  and (
    exists (
      select from unnest(array['anon', 'authenticated', 'service_role']) as r (name)
      where has_table_privilege(r.name, t.oid, o.operation)
        or (o.operation <> 'delete' and has_any_column_privilege(r.name, t.oid, o.operation)))
    or exists (
      select from writes as w where w.table_oid = t.oid and w.operation = o.operation))
  and not exists (
    select from pg_trigger as g
    where g.tgrelid = t.oid
      and g.tgtype & o.bit <> 0
      and g.tgtype & 2 = 0
      and g.tgenabled = 'A'
      and g.tgfoid in (select r.oid from recorders as r));

select isnt_empty(
  'select from silent_writes', 'the sweep finds writes without an event (control)');
select is_empty(
  $$ select s.table_id, s.operation from silent_writes as s
     where not exists (
       select from quiet_writes as q
       where to_regclass(q.table_name) = s.table_id and s.operation = any (q.operations)) $$,
  'F24: every write to a table is an event, or says why it is none');
select is_empty(
  $$ select q.table_name, o.operation
     from quiet_writes as q
     cross join lateral unnest(q.operations) as o (operation)
     where to_regclass(q.table_name) is not null
       and not exists (
         select from silent_writes as s
         where s.table_id = to_regclass(q.table_name) and s.operation = o.operation) $$,
  'F24: every reason for a write without an event is needed');

-- A recorder that looks at some columns only looks at all that a request may change.
select is_empty(
  $$ select a.attrelid::regclass, a.attname
     from pg_trigger as g
     join pg_attribute as a on a.attrelid = g.tgrelid and a.attnum > 0 and not a.attisdropped
     where g.tgfoid in (select r.oid from recorders as r)
       and g.tgtype & 16 <> 0
       and g.tgattr <> ''::int2vector
       and not a.attnum = any (g.tgattr::int2[])
       and exists (
         select from unnest(array['anon', 'authenticated', 'service_role']) as r (name)
         where has_column_privilege(r.name, a.attrelid, a.attnum, 'update')) $$,
  'F24: a change of every column that a request may write is an event');
-- A recorder with a condition of its own passes over some rows.
select bag_eq(
  $$ select g.tgrelid::regclass::text
     from pg_trigger as g
     where g.tgfoid in (select r.oid from recorders as r)
       and g.tgqual is not null
       and g.tgname like '\_9%' $$,
  $$ select t.name
     from (values ('studio_transactions')) as t (name)
     where to_regclass(t.name) is not null $$,
  'F24: the only rows that a recorder passes over are refunds, which refund_or_void records');
select is_empty(
  $$ select q.reason from (select reason from quiet_calls
     union all select reason from quiet_writes) as q where q.reason !~ '^[A-Za-z_].*[.]$' $$,
  'every reason is a sentence');

select * from finish();
rollback;
