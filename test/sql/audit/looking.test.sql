-- Sweep: what shows somebody else's data, and what answers a refusal, is a line of the access
-- log, or somebody has written down why it is none (F88). Read from the catalogue, so that a
-- call that is new is held to it, of whatever part.
begin;
select plan(8);

create temporary view ours as
select
  f.oid, f.proname::text as short, n.nspname::text as schema, f.prorettype, f.proretset,
  format('%I.%I', n.nspname, f.proname) as name,
  regexp_replace(f.prosrc, '--[^\n]*', '', 'g') as body
from pg_proc as f
join pg_namespace as n on n.oid = f.pronamespace
where (n.nspname = 'public' or n.nspname like 'stagedoor%')
  and f.prokind = 'f'
  and not exists (
    select from pg_depend as d
    where d.classid = 'pg_proc'::regclass and d.objid = f.oid and d.deptype = 'e');

create temporary table runs as
select f.oid, g.oid as run_oid
from ours as f
cross join lateral regexp_matches(
  f.body, '((?:stagedoor[a-z_]*|public)\.[a-z_0-9]+)\s*\(', 'g') as c (found)
join ours as g on g.name = c.found[1];

create temporary table reached as
with recursive reached (call_oid, oid) as (
  select f.oid, f.oid from ours as f where f.schema = 'public'
  union
  select r.call_oid, s.run_oid from reached as r join runs as s on s.oid = r.oid
)
select r.call_oid, f.name from reached as r join ours as f on f.oid = r.oid;

create function pg_temp.reaches(p_oid oid, variadic p_names text[]) returns boolean
language sql as $$
  select exists (
    select from reached as r where r.call_oid = p_oid and r.name = any (p_names))
$$;

-- showing -------------------------------------------------------------------------------
-- A call that answers more than a yes, an id, a number or a moment.
create temporary view shows as
select f.oid, f.short as name from ours as f
where f.schema = 'public'
  and (f.proretset or f.prorettype in ('jsonb'::regtype, 'text'::regtype, 'bytea'::regtype))
  and f.prorettype <> 'trigger'::regtype;

create temporary table unlogged_shows (name text, reason text);
insert into unlogged_shows values
  ('authorize', 'Answers about the caller.'),
  ('get_user_project_menu', 'Answers which items are open: no data of anybody.'),
  ('get_my_projects', 'Answers about the caller.'),
  ('get_my_session', 'Answers about the caller.'),
  ('get_user_permissions', 'Answers what somebody may do: the log of changes says how.'),
  ('explain_access', 'Answers what somebody may do, as get_user_permissions does.'),
  ('explain_menu', 'Answers what somebody may do, as get_user_permissions does.'),
  ('list_menu_items', 'Shows the menu of a scope: no data of anybody.'),
  ('list_accesses', 'Shows who may do what, as policies show it to members unlogged.'),
  ('find_access_drift', 'Shows who may do what, as policies show it to members unlogged.'),
  ('list_invitations', 'Shows who was invited, as policies show accesses unlogged.'),
  ('list_access_reviews', 'Shows the reviews of a scope: no data of anybody.'),
  ('list_review_items', 'Shows who may do what, as list_accesses does.'),
  ('close_access_review', 'Answers with what the caller has just done.'),
  ('invite_user', 'Answers with what the caller has just made.'),
  ('delete_my_account', 'Answers about the caller.'),
  ('list_my_delegations', 'Shows what the caller gave and got.'),
  ('list_permissions', 'Shows the catalogue: no data of anybody.'),
  ('list_roles', 'Shows the catalogue: no data of anybody.'),
  ('get_role_matrix', 'Shows the catalogue: no data of anybody.'),
  ('list_my_sessions', 'Shows the sessions of the caller.'),
  ('list_alerts', 'Shows what the installation watches: acknowledging is recorded.'),
  ('list_access_log', 'Shows the log of looking; a line for each look would never end.'),
  ('verify_audit', 'Answers whether a log is whole: none of its events.'),
  ('read_audit_heads', 'Serves the sealer, once a minute: hashes and sizes.'),
  ('read_audit_leaves', 'Serves the sealer, once a minute: what it signs.'),
  ('import_cost_codes', 'Answers with what the caller has just sent.'),
  ('import_transactions', 'Answers with what the caller has just sent.'),
  ('resolve_cost_access', 'Answers what somebody may do, as get_user_permissions does.'),
  ('get_cost_access', 'Answers what somebody may do, as get_user_permissions does.'),
  ('trace_cost_access', 'Answers what somebody may do, as get_user_permissions does.'),
  ('authorize_for', 'Answers what somebody may do, as get_user_permissions does.'),
  ('explain_access', 'Answers what somebody may do and why, as get_user_permissions does.'),
  ('explain_menu', 'Answers what somebody may do and why, as get_user_permissions does.'),
  ('authorize_override', 'Answers with the step that the caller has just done.'),
  ('start_override', 'Answers with the step that the caller has just done.'),
  ('complete_override', 'Answers with the step that the caller has just done.'),
  ('fail_override', 'Answers with the step that the caller has just done.'),
  ('get_cost_report', 'Adds up costs that policies show unlogged.'),
  ('import_transactions', 'Answers with what the caller has just sent.'),
  ('approve_transaction', 'Answers with the step that the caller has just done.'),
  ('void_transaction', 'Answers with what the caller has just done.'),
  ('get_balance', 'Shows amounts of a cost that policies show unlogged.'),
  ('list_approvals', 'Shows signatures of a cost that policies show unlogged.'),
  ('authorize_override', 'Answers with the step that the caller has just done.'),
  ('start_override', 'Answers with the step that the caller has just done.'),
  ('complete_override', 'Answers with the step that the caller has just done.'),
  ('fail_override', 'Answers with the step that the caller has just done.'),
  ('run_under_override', 'Answers with what the caller has just done.'),
  ('check_override_contingency', 'Shows overrides and lines that policies show unlogged.'),
  ('close_period', 'Answers with what the caller has just frozen.'),
  ('take_alert_messages', 'Serves the courier of alerts, which name nobody but by id.'),
  ('create_guest_user', 'Answers with what the caller has just made.'),
  ('reissue_claim_token', 'Answers with what the caller has just made.'),
  ('add_crew_member', 'Answers with what the caller has just made.'),
  ('create_script_share', 'Answers with what the caller has just made.'),
  ('refund_or_void', 'Answers with what the caller has just done.'),
  -- Their refusals are held to the log below.
  ('accept_invitation', 'Answers with what the caller has just got.'),
  ('claim_guest_account', 'Answers about the caller.'),
  ('verify_master_code', 'Answers until when it is open.');

create temporary view silent_shows as
select s.name from shows as s where not pg_temp.reaches(s.oid, 'stagedoor.log_access');

select isnt_empty(
  $$ select s.name from shows as s where pg_temp.reaches(s.oid, 'stagedoor.log_access') $$,
  'the sweep finds what the access log holds (control)');
select is_empty(
  $$ select s.name from silent_shows as s
     where s.name not in (select u.name from unlogged_shows as u) $$,
  'F88: every call that shows something is in the access log, or says why it is not');
select is_empty(
  $$ select u.name from unlogged_shows as u
     where u.name not in (select s.name from silent_shows as s)
       -- A part that is not there has its reasons all the same.
       and u.name in (select s.name from shows as s) $$,
  'F88: every reason for a call outside the access log is needed');

-- refusing ------------------------------------------------------------------------------
create temporary view refuses as
select f.oid, f.short as name from ours as f
where f.schema = 'public'
  and pg_temp.reaches(f.oid, 'stagedoor.refused', 'stagedoor.refuse_attempt');

select isnt_empty('select from refuses', 'the sweep finds calls that answer refusals (control)');
select is_empty(
  $$ select r.name from refuses as r
     where not pg_temp.reaches(r.oid, 'stagedoor.note_refusal') $$,
  'F88: every refusal that is answered is in the access log');
select is_empty(
  $$ select f.name
     from ours as f
     join runs as r on r.oid = f.oid
     join ours as g on g.oid = r.run_oid
     where g.name in ('stagedoor.busy') and f.schema = 'public'
       and f.body !~ 'serialization_failure or deadlock_detected or lock_not_available' $$,
  'a wrapper itself answers nothing but a race that was lost');
-- What a wrapper calls is noted where it is answered, not on the way.
select is_empty(
  $$ select f.name
     from ours as f
     join runs as r on r.oid = f.oid
     join ours as g on g.oid = r.run_oid
     where f.schema = 'public' and g.name in ('stagedoor.refused', 'stagedoor.refuse_attempt') $$,
  'every refusal is made below its wrapper');
select is_empty(
  $$ select u.reason from unlogged_shows as u where u.reason !~ '^[A-Z].*[.]$' $$,
  'every reason is a sentence');

select * from finish();
rollback;
