-- What the tables of watching, reviewing, tracking and extending refuse by themselves (F88,
-- F89, F100). Each constraint is met by a row that breaks it alone, and by one that does not.
begin;
select plan(125);
select tests.use_fixture_catalogue();

-- The cast: Ada works at Alpha, where a review is open and an alert was raised.
select tests.create_user(name) from unnest(array['ada', 'bea']) as name;
select tests.create_project(p, 'North') from unnest(array['Alpha', 'Beta']) as p;
create function pg_temp.id(p_what text) returns uuid
language sql immutable as $$ select md5('watched ' || p_what)::uuid $$;
create function pg_temp.long(p_column text, p_length integer) returns jsonb
language sql immutable as $$ select jsonb_build_object(p_column, repeat('a', p_length)) $$;
create temporary table made as
select tests.grant_role('ada', 'Alpha', 'clerk') as access,
  tests.grant_role('bea', 'Alpha', 'fellow') as other;

-- Guards and recorders are tested where they stand: here the tables are alone.
create temporary table watching_tables as
select n as name, format('stagedoor.%I', n)::regclass as oid
from unnest(array['access_denials', 'access_log', 'access_reviews', 'access_uses',
  'account_aliases', 'account_habits', 'account_scores', 'alert_rules', 'alert_sweeps',
  'alerts', 'endpoint_limits', 'explanation_hooks', 'outbox', 'ownership_hooks',
  'protected_tables', 'protections', 'review_items', 'review_reviewers',
  'tracked_accesses', 'tracked_tables']) as n;
do $$
declare
  v_table regclass;
begin
  for v_table in select t.oid from watching_tables as t loop
    execute format('alter table %s disable trigger user', v_table);
  end loop;
end;
$$;
create table public.watched (id uuid primary key, project_id uuid);
alter table public.watched enable row level security;
insert into stagedoor.alert_rules (rule_key, description) values ('rota_gap', 'A gap');
insert into stagedoor.alerts (scope_id, rule_key, occurrence)
values (tests.scope_id('Alpha'), 'rota_gap', 'once');
insert into stagedoor.access_reviews (id, scope_id, default_decision, started_at, due_at)
values (pg_temp.id('review'), tests.scope_id('Alpha'), 'keep', '2026-12-01', '2026-12-31');
insert into stagedoor.review_items (review_id, access_id)
select pg_temp.id('review'), m.other from made as m;

-- A row of each table that nothing refuses.
create temporary table rows (name text, base jsonb);
insert into rows values
  ('access_denials', jsonb_build_object('user_id', tests.user_id('ada'),
    'permission_key', 'rota:view', 'scope_id', tests.scope_id('Alpha'),
    'minute', '2027-01-01', 'reason', 'no_permission')),
  ('access_log', jsonb_build_object('user_id', tests.user_id('ada'),
    'resource_type', 'sheet', 'resource_id', '1', 'action', 'open')),
  ('access_reviews', jsonb_build_object('scope_id', tests.scope_id('Beta'),
    'default_decision', 'keep', 'started_at', '2026-12-01', 'due_at', '2026-12-31')),
  ('access_uses', jsonb_build_object('access_id', (select access from made),
    'used_on', '2026-12-01')),
  ('account_aliases', jsonb_build_object('former_id', pg_temp.id('guest'),
    'user_id', tests.user_id('ada'))),
  ('account_habits', jsonb_build_object('user_id', tests.user_id('ada'), 'trait', 'hour',
    'value', '9', 'uses', 1, 'used_at', '2026-12-01')),
  ('account_scores', jsonb_build_object('user_id', tests.user_id('ada'), 'score', 1,
    'lines', 1)),
  ('alert_rules', '{"rule_key": "gap", "description": "A gap"}'),
  ('alert_sweeps', '{"rule_key": "rota_gap"}'),
  ('alerts', jsonb_build_object('scope_id', tests.scope_id('Alpha'),
    'rule_key', 'rota_gap')),
  ('endpoint_limits', '{"endpoint": "rota.swapped", "at_most": 1, "within": "1 hour"}'),
  ('explanation_hooks', '{"part": "rota", "explain": "rota.explain"}'),
  ('outbox', '{"topic": "rota.swapped", "payload": {}}'),
  ('ownership_hooks', '{"part": "rota", "owned_by": "rota.owned_by",
    "hand_over": "rota.hand_over"}'),
  ('protected_tables', '{"table_name": "public.watched", "scope_column": "project_id"}'),
  ('protections', jsonb_build_object('table_name', 'public.watched', 'asked', '{}'::jsonb,
    'before', '[]'::jsonb, 'before_hash', sha256('[]'))),
  ('review_items', jsonb_build_object('review_id', pg_temp.id('review'),
    'access_id', (select access from made))),
  ('review_reviewers', jsonb_build_object('review_id', pg_temp.id('review'),
    'user_id', tests.user_id('ada'))),
  ('tracked_accesses', jsonb_build_object('access_id', (select access from made),
    'table_name', 'public.watched')),
  ('tracked_tables', '{"table_name": "public.watched", "kind": "scopes",
    "scope_type": "project", "scope_column": "project_id"}');
select is(
  tests.refused_by(t.oid, r.base), null,
  format('a row of %s is written (control)', r.name))
from rows as r join watching_tables as t using (name)
order by r.name;

-- what a value may be -------------------------------------------------------------------
create temporary table rules (
  place integer generated always as identity, name text, rule text, beyond jsonb,
  within jsonb, title text);
insert into rules (name, rule, beyond, within, title) values
  ('access_denials', 'permission_key_length_check', pg_temp.long('permission_key', 101),
    pg_temp.long('permission_key', 100), 'a denial is of a key (F89)'),
  ('access_log', 'action_snake_case_check', '{"action": "Open"}', '{"action": "open_2"}',
    'what was done is snake case (F88)'),
  ('access_log', 'refused_snake_case_check', '{"refused": "No!"}',
    '{"refused": "no_permission"}', 'the reason of a refusal is snake case (F88)'),
  ('access_log', 'resource_id_length_check', '{"resource_id": ""}',
    pg_temp.long('resource_id', 200), 'what was opened has an id (F88)'),
  ('access_log', 'resource_type_snake_case_check', '{"resource_type": "Sheet"}',
    '{"resource_type": "call_sheet"}', 'the type of what was opened is snake case (F88)'),
  ('access_log', 'times_of_refusals_check', '{"times": 2}',
    '{"times": 2, "refused": "no_permission"}', 'refusals alone are counted (F88)'),
  ('access_log', 'user_agent_length_check', pg_temp.long('user_agent', 401),
    pg_temp.long('user_agent', 400), 'an agent has 400 characters (F88)'),
  ('access_reviews', 'default_decision_known_check', '{"default_decision": "wait"}',
    '{"default_decision": "revoke"}', 'silence keeps or revokes (F100)'),
  ('access_reviews', 'due_after_start_check', '{"due_at": "2026-12-01"}',
    '{"due_at": "2026-12-02"}', 'a review is due after it starts (F100)'),
  ('account_aliases', 'names_another_check',
    jsonb_build_object('former_id', tests.user_id('ada')),
    jsonb_build_object('former_id', tests.user_id('bea')),
    'a former id is another one (F82)'),
  ('account_habits', 'trait_known_check', '{"trait": "mood"}', '{"trait": "network"}',
    'a habit is of one of four traits (F89)'),
  ('alert_rules', 'factor_positive_check', '{"factor": 0}', '{"factor": 0.1}',
    'a factor is more than nothing (F89)'),
  ('alert_rules', 'found_by_qualified_check', '{"found_by": "gaps"}',
    '{"found_by": "rota.gaps"}', 'the function of a rule is qualified (F89)'),
  ('alert_rules', 'rule_key_snake_case_check', '{"rule_key": "A gap"}',
    '{"rule_key": "gap_2"}', 'the key of a rule is snake case (F89)'),
  ('alert_rules', 'threshold_positive_check', '{"threshold": 0}', '{"threshold": 1}',
    'a threshold is one at least (F89)'),
  ('alert_rules', 'within_a_month_check', '{"within": "32 days"}',
    '{"within": "31 days"}', 'a rule counts within a month (F89)'),
  ('alerts', 'acknowledged_at_some_time_check',
    jsonb_build_object('acknowledged_by', tests.user_id('ada')),
    jsonb_build_object('acknowledged_by', tests.user_id('ada'),
      'acknowledged_at', '2027-01-01'), 'an alert is acknowledged at some time (F89)'),
  ('alerts', 'cause_length_check', pg_temp.long('cause', 201), pg_temp.long('cause', 200),
    'a cause has 200 characters (F89)'),
  ('alerts', 'note_length_check', pg_temp.long('note', 1001), pg_temp.long('note', 1000),
    'a note on an alert has 1000 characters (F89)'),
  ('endpoint_limits', 'at_most_positive_check', '{"at_most": 0}', '{"at_most": 2}',
    'a limit lets one call through at least (F92)'),
  ('endpoint_limits', 'any_at_least_sampled_check', '{"endpoint": "*", "at_most": 15}',
    '{"endpoint": "rota.made", "at_most": 15}',
    'the limit of any event lets sixteen through at least (F92)'),
  ('endpoint_limits', 'event_or_any_check', '{"endpoint": "rota"}',
    '{"endpoint": "rota.made"}', 'a limit is of an event or of any (F92)'),
  ('endpoint_limits', 'within_a_year_check', '{"within": "2 years"}',
    '{"within": "1 year"}', 'a limit counts within a year (F92)'),
  ('explanation_hooks', 'explain_qualified_check', '{"explain": "explain"}',
    '{"explain": "rota.why"}', 'the function of a hook is qualified (F96)'),
  ('explanation_hooks', 'part_snake_case_check', '{"part": "Rota"}', '{"part": "rota_2"}',
    'the part of an explanation hook is snake case (F96)'),
  ('outbox', 'attempts_counted_check', '{"attempts": -1}', '{"attempts": 0}',
    'attempts are counted from none (F89)'),
  ('outbox', 'last_error_length_check', pg_temp.long('last_error', 401),
    pg_temp.long('last_error', 400), 'an error of delivery has 400 characters (F89)'),
  ('outbox', 'topic_grammar_check', '{"topic": "rota"}', '{"topic": "rota.made"}',
    'a message is about something that happened (F89)'),
  ('ownership_hooks', 'functions_qualified_check', '{"owned_by": "owned_by"}',
    '{"may_be_heir": "rota.may_be_heir"}',
    'the functions of an ownership hook are qualified (F73)'),
  ('ownership_hooks', 'part_snake_case_check', '{"part": "Rota"}', '{"part": "rota_2"}',
    'the part of an ownership hook is snake case (F73)'),
  ('protected_tables', 'columns_differ_check', '{"owner_column": "project_id"}',
    '{"owner_column": "id"}', 'a column of a protected table means one thing (F107)'),
  ('protections', 'asked_is_object_check', '{"asked": []}', '{"asked": {"module": "a"}}',
    'what was asked for is an object (F107)'),
  ('protections', 'before_as_written_check',
    jsonb_build_object('before_hash', sha256('[1]')),
    jsonb_build_object('before_hash', sha256('[1]'), 'before', '[1]'::jsonb),
    'what is restored is what was written (F107)'),
  ('review_items', 'decided_at_some_time_check', '{"decision": "keep"}',
    '{"decision": "keep", "decided_at": "2026-12-02"}',
    'a decision is taken at some time (F100)'),
  ('review_items', 'decision_known_check',
    '{"decision": "wait", "decided_at": "2026-12-02"}',
    '{"decision": "revoke", "decided_at": "2026-12-02"}',
    'a decision keeps or revokes (F100)'),
  ('review_items', 'outcome_known_check', '{"outcome": "lost"}', '{"outcome": "gone"}',
    'an access under review is kept, revoked or gone (F100)'),
  ('review_items', 'reason_length_check', pg_temp.long('reason', 1001),
    pg_temp.long('reason', 1000), 'the reason of a decision has 1000 characters (F100)'),
  ('tracked_tables', 'kind_known_check',
    '{"kind": "wishes", "scope_type": null, "user_column": "id"}',
    '{"kind": "members", "scope_type": null, "user_column": "id"}',
    'a table is tracked for scopes or members (F130)'),
  ('tracked_tables', 'kind_has_its_columns_check', '{"user_column": "id"}',
    '{"name_column": "id"}', 'a table of scopes names no user (F130)'),
  ('tracked_tables', 'reference_complete_check', '{"refers_to": "public.watched"}',
    '{"refers_to": "public.watched", "refers_column": "id"}',
    'what is referred to has a column (F130)');
select is(
  tests.refused_by(t.oid, r.base || w.beyond), format('%s_%s', w.name, w.rule), w.title)
from rules as w join rows as r using (name) join watching_tables as t using (name)
order by w.place;
select is(
  tests.refused_by(t.oid, r.base || w.within), null,
  format('%s (control: a row that keeps to it)', w.title))
from rules as w join rows as r using (name) join watching_tables as t using (name)
order by w.place;

-- what is there once --------------------------------------------------------------------
create temporary table once (name text, rule text, again jsonb, title text);
insert into once values
  ('access_reviews', 'scope_id_open_key',
    jsonb_build_object('scope_id', tests.scope_id('Alpha')),
    'a scope has one open review (F100)'),
  ('alerts', 'occurrence_key', '{"occurrence": "once"}',
    'one occurrence raises one alert (F89)'),
  ('review_items', 'review_id_access_id_key',
    jsonb_build_object('access_id', (select other from made)),
    'an access is in a review once (F100)');
select is(
  tests.refused_by(t.oid, r.base || o.again), format('%s_%s', o.name, o.rule), o.title)
from once as o join rows as r using (name) join watching_tables as t using (name)
order by o.name, o.rule;

-- what exists elsewhere -----------------------------------------------------------------
create temporary table nowhere as
select l.name, c.name as column_name,
  l.beside || jsonb_build_object(c.name, case
    when a.atttypid = 'uuid'::regtype then to_jsonb(pg_temp.id('nobody'))
    else '"nothing"' end) as change
from (values
  ('access_log', '{scope_id,user_id}'::text[], '{}'::jsonb),
  ('access_reviews', '{closed_by,scope_id,started_by}', '{}'),
  ('access_uses', '{access_id}', '{}'),
  ('account_aliases', '{user_id}', '{}'),
  ('account_habits', '{user_id}', '{}'),
  ('account_scores', '{user_id}', '{}'),
  ('alert_sweeps', '{rule_key}', '{}'),
  ('alerts', '{rule_key,scope_id,subject_id}', '{}'),
  ('alerts', '{acknowledged_by}', '{"acknowledged_at": "2026-12-02"}'),
  ('review_items', '{access_id,decided_by,review_id}', '{}'),
  ('review_reviewers', '{review_id,user_id}', '{}'),
  ('tracked_accesses', '{access_id}', '{}'),
  ('tracked_tables', '{scope_type}', '{}')
) as l (name, columns, beside)
cross join unnest(l.columns) as c (name)
join watching_tables as t on t.name = l.name
join pg_attribute as a on a.attrelid = t.oid and a.attname = c.name;
select is(
  tests.refused_by(t.oid, r.base || n.change), format('%s_%s_fkey', n.name, n.column_name),
  format('%s of %s names something that exists', n.column_name, n.name))
from nowhere as n join rows as r using (name) join watching_tables as t using (name)
order by n.name, n.column_name;

-- all of them ---------------------------------------------------------------------------
select set_eq(
  $$ select k.conname::text
     from pg_constraint as k join watching_tables as t on t.oid = k.conrelid
     where k.contype in ('c', 'x', 'f') or k.contype = 'u' and not exists (
       select from pg_constraint as f where f.contype = 'f' and f.conindid = k.conindid
         and f.oid <> k.oid)
     union
     select c.relname::text
     from pg_index as i join watching_tables as t on t.oid = i.indrelid
     join pg_class as c on c.oid = i.indexrelid
     where i.indisunique and not exists (
       select from pg_constraint as k where k.conindid = i.indexrelid) $$,
  $$ select name || '_' || rule from rules
     union select name || '_' || rule from once
     union select format('%s_%s_fkey', name, column_name) from nowhere $$,
  'every constraint of these tables is tried here'
);

select * from finish();
rollback;
