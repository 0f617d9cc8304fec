-- What the engine's tables refuse whoever writes, definers and adopters alike. Each rule is
-- tried with a row that is just beyond it, and with one that is just within.
begin;
select plan(94);
select tests.use_fixture_catalogue();

-- The cast: Ada works at Alpha, and somebody is invited there.
select tests.create_user('ada');
select tests.create_project('Alpha', 'North');
insert into stagedoor.user_accesses (id, scope_type, scope_id, grant_type, grant_id, status)
select md5(n)::uuid, 'project', tests.scope_id('Alpha'), 'role', tests.role_id('fellow'),
  'Invited'
from unnest(array['first', 'second']) as n;
insert into stagedoor.invitations (access_id, email, token_hash, expires_at)
values (md5('first')::uuid, 'eve@example.com', sha256('first'), '2030-01-01');
insert into stagedoor.alert_rules (rule_key, description) values ('rota_gap', 'A gap');
insert into stagedoor.separation_rules (rule_key, kind, description)
values ('two_hands', 'dynamic', 'Two people');

-- A row of each table that nothing refuses.
create temporary table rows (relation regclass, base jsonb);
insert into rows values
  ('stagedoor.settings', '{"key": "a", "value": 1, "description": "A"}'),
  ('stagedoor.secrets', jsonb_build_object(
    'scope_id', tests.scope_id('North'), 'name', 'WEBHOOK', 'value', 'a')),
  ('stagedoor.scope_types', '{"scope_type": "unit", "label": "Unit", "position": 9}'),
  ('stagedoor.scopes', jsonb_build_object(
    'scope_type', 'project', 'parent_id', tests.scope_id('North'), 'name', 'Beta')),
  ('stagedoor.grant_targets', jsonb_build_object('id', gen_random_uuid())),
  ('stagedoor.permission_modules', '{"module": "lamp", "label": "Lamp", "position": 9}'),
  ('stagedoor.permissions', '{"permission_key": "rota:swap", "description": "Swap"}'),
  ('stagedoor.permission_implications', '{"permission_key": "rota:view",
    "implies_key": "sheet:view"}'),
  ('stagedoor.permission_roles', jsonb_build_object('role_key', 'gaffer', 'name', 'Gaffer',
    'description', '', 'scope_id', tests.scope_id('North'))),
  ('stagedoor.role_includes', jsonb_build_object('permission_role_id',
    tests.role_id('head'), 'included_role_id', tests.role_id('fellow'))),
  ('stagedoor.user_accesses', jsonb_build_object('user_id', tests.user_id('ada'),
    'scope_type', 'project', 'scope_id', tests.scope_id('Alpha'), 'grant_type', 'role',
    'grant_id', tests.role_id('fellow'))),
  ('stagedoor.invitations', jsonb_build_object('access_id', md5('second')::uuid,
    'email', 'ann@example.com', 'token_hash', sha256('second'),
    'expires_at', '2030-01-01')),
  ('stagedoor.outbox', '{"topic": "invitation.created", "payload": {}}'),
  ('stagedoor.window_uses', jsonb_build_object(
    'window_kind', 'shift', 'window_id', gen_random_uuid(), 'scope_id', gen_random_uuid(),
    'ends_at', '2099-01-01')),
  ('stagedoor.rate_limits', '{"kind": "code", "subject": "ada", "failed_at": []}'),
  ('stagedoor.alert_rules', '{"rule_key": "gap", "description": "A gap"}'),
  ('stagedoor.alerts', jsonb_build_object(
    'scope_id', tests.scope_id('Alpha'), 'rule_key', 'rota_gap')),
  ('stagedoor.decision_reasons', '{"reason": "rain", "is_allowed": false,
    "remedy": "wait", "description": "It rains"}'),
  ('stagedoor.separation_rules', '{"rule_key": "a", "kind": "dynamic",
    "description": "A"}'),
  ('stagedoor.access_denials', jsonb_build_object('user_id', tests.user_id('ada'),
    'permission_key', 'rota:view', 'scope_id', tests.scope_id('Alpha'),
    'minute', '2027-01-01', 'reason', 'no_permission')),
  ('stagedoor.installation_version', '{"is_only": true}');

create temporary table rules (
  relation regclass, rule text, name text, beyond jsonb, within jsonb);

create function pg_temp.long(p_column text, p_length integer) returns jsonb
language sql immutable as $$
  select jsonb_build_object(p_column, repeat('a', p_length))
$$;

-- foundation ---------------------------------------------------------------------
insert into rules values
  ('stagedoor.settings', 'the key of a setting is snake case', 'key_snake_case_check',
    '{"key": "Grace days"}', '{"key": "grace_days_2"}'),
  ('stagedoor.secrets', 'the name of a secret is upper case', 'name_upper_case_check',
    '{"name": "webhook"}', '{"name": "WEBHOOK_2"}'),
  ('stagedoor.secrets', 'a secret is not empty', 'value_length_check',
    '{"value": ""}', '{"value": "a"}'),
  ('stagedoor.secrets', 'a secret has at most 4096 characters', 'value_length_check',
    pg_temp.long('value', 4097), pg_temp.long('value', 4096)),
  ('stagedoor.scope_types', 'a scope type has a parent type that exists',
    'parent_type_fkey', '{"parent_type": "galaxy"}', '{"parent_type": "project"}'),
  ('stagedoor.scopes', 'the name of a scope can be seen', 'name_visible_check',
    jsonb_build_object('name', E'\u200B'), jsonb_build_object('name', E'\u200Ba')),
  ('stagedoor.scopes', 'the name of a scope has no control characters',
    'name_visible_check', jsonb_build_object('name', E'a\nb'), '{"name": "a b"}');

-- the catalogue ------------------------------------------------------------------
insert into rules values
  ('stagedoor.grant_targets', 'what is granted is a role or a permission',
    'grant_type_known_check', '{"grant_type": "wish"}', '{"grant_type": "permission"}'),
  ('stagedoor.permission_modules', 'a module is snake case', 'module_snake_case_check',
    '{"module": "Lamp"}', '{"module": "lamp_2"}'),
  ('stagedoor.permission_modules', 'a module has a label', 'label_length_check',
    '{"label": ""}', '{"label": "a"}'),
  ('stagedoor.permission_modules', 'the label of a module has at most 80 characters',
    'label_length_check', pg_temp.long('label', 81), pg_temp.long('label', 80)),
  ('stagedoor.permissions', 'a permission is described', 'description_length_check',
    '{"description": ""}', '{"description": "a"}'),
  ('stagedoor.permissions', 'a permission is described in at most 400 characters',
    'description_length_check', pg_temp.long('description', 401),
    pg_temp.long('description', 400)),
  ('stagedoor.permissions', 'a delegation goes one step at least',
    'max_delegation_depth_range_check', '{"max_delegation_depth": 0}',
    '{"max_delegation_depth": 1}'),
  ('stagedoor.permissions', 'a delegation goes at most eight steps',
    'max_delegation_depth_range_check', '{"max_delegation_depth": 9}',
    '{"max_delegation_depth": 8}'),
  ('stagedoor.permission_implications', 'the key that carries another exists',
    'permission_key_fkey', '{"permission_key": "rota:fly"}',
    '{"permission_key": "rota:create"}'),
  ('stagedoor.permission_implications', 'a key does not imply itself',
    'implies_another_check', '{"implies_key": "rota:view"}', '{}'),
  ('stagedoor.permission_roles', 'a role has a name', 'name_length_check',
    '{"name": ""}', '{"name": "a"}'),
  ('stagedoor.permission_roles', 'the name of a role has at most 120 characters',
    'name_length_check', pg_temp.long('name', 121), pg_temp.long('name', 120)),
  ('stagedoor.permission_roles', 'a role is described in at most 1000 characters',
    'description_length_check', pg_temp.long('description', 1001),
    pg_temp.long('description', 1000)),
  ('stagedoor.role_includes', 'a role does not include itself', 'another_check',
    jsonb_build_object('included_role_id', tests.role_id('head')), '{}'),
  ('stagedoor.separation_rules', 'the key of a separation rule is snake case',
    'rule_key_snake_case_check', '{"rule_key": "A rule"}', '{"rule_key": "a_rule_2"}'),
  ('stagedoor.separation_rules', 'a separation rule is static or dynamic',
    'kind_known_check', '{"kind": "elastic"}', '{"kind": "dynamic"}'),
  ('stagedoor.separation_rules', 'the key of a separation rule is given once',
    'rule_key_key', '{"rule_key": "two_hands"}', '{"rule_key": "three_hands"}'),
  ('stagedoor.decision_reasons', 'the reason of a decision is snake case',
    'reason_snake_case_check', '{"reason": "Rain"}', '{"reason": "rain_2"}'),
  ('stagedoor.decision_reasons', 'the remedy of a decision is snake case',
    'remedy_snake_case_check', '{"remedy": "Wait"}', '{"remedy": "wait_here"}'),
  ('stagedoor.installation_version', 'an installation has no second version',
    'is_only_check', '{"is_only": false}', null);

-- what is held, and what is written down -------------------------------------------
insert into rules values
  ('stagedoor.user_accesses', 'the reason of an access has at most 1000 characters',
    'reason_length_check', pg_temp.long('reason', 1001), pg_temp.long('reason', 1000)),
  ('stagedoor.user_accesses', 'the reason of a revocation has at most 1000 characters',
    'reason_length_check', pg_temp.long('revoke_reason', 1001),
    pg_temp.long('revoke_reason', 1000)),
  ('stagedoor.invitations', 'an invitation goes to an address in lower case (F11)',
    'email_lower_case_check', '{"email": "Ann@example.com"}', '{"email": "a@b"}'),
  ('stagedoor.invitations', 'an invitation goes to an address of some length (F11)',
    'email_lower_case_check', '{"email": "@b"}', pg_temp.long('email', 320)),
  ('stagedoor.invitations', 'an invitation ends at some time (F11)',
    'expires_at_finite_check', '{"expires_at": "infinity"}',
    '{"expires_at": "9999-12-31"}'),
  ('stagedoor.invitations', 'the token of an invitation is kept as a SHA-256 (F11)',
    'token_hash_is_sha256_check', jsonb_build_object('token_hash', 'open sesame'::bytea),
    jsonb_build_object('token_hash', sha256('open sesame'))),
  ('stagedoor.invitations', 'a token opens one invitation (F11)', 'token_hash_key',
    jsonb_build_object('token_hash', sha256('first')),
    jsonb_build_object('token_hash', sha256('third'))),
  ('stagedoor.outbox', 'a message is about something that happened',
    'topic_grammar_check', '{"topic": "invitation"}', '{"topic": "access.granted"}'),
  ('stagedoor.window_uses', 'the kind of a window is snake case (F118)',
    'window_kind_snake_case_check', '{"window_kind": "Shift"}',
    '{"window_kind": "late_shift"}'),
  ('stagedoor.rate_limits', 'a failure is somebody''s', 'subject_length_check',
    '{"subject": ""}', '{"subject": "a"}'),
  ('stagedoor.rate_limits', 'a failure is of a subject of at most 200 characters',
    'subject_length_check', pg_temp.long('subject', 201), pg_temp.long('subject', 200)),
  ('stagedoor.alert_rules', 'the key of an alert rule is snake case (F89)',
    'rule_key_snake_case_check', '{"rule_key": "A gap"}', '{"rule_key": "gap_2"}'),
  ('stagedoor.alert_rules', 'an alert is raised after one time at least (F89)',
    'threshold_positive_check', '{"threshold": 0}', '{"threshold": 1}'),
  ('stagedoor.alerts', 'an alert is raised by a rule (F89)', 'rule_key_fkey',
    '{"rule_key": "gap"}', '{}'),
  ('stagedoor.alerts', 'an alert is acknowledged at some time (F89)',
    'acknowledged_at_some_time_check',
    jsonb_build_object('acknowledged_by', tests.user_id('ada')),
    jsonb_build_object('acknowledged_by', tests.user_id('ada'),
      'acknowledged_at', '2027-01-01')),
  ('stagedoor.alerts', 'the note to an alert has at most 1000 characters (F89)',
    'note_length_check', pg_temp.long('note', 1001), pg_temp.long('note', 1000)),
  ('stagedoor.access_denials', 'a denial counts a key of at most 100 characters (F89)',
    'permission_key_length_check', pg_temp.long('permission_key', 101),
    pg_temp.long('permission_key', 100));

select is(
  tests.refused_by(r.relation, w.base || r.beyond),
  format('%s_%s', split_part(r.relation::text, '.', 2), r.name), r.rule)
from rules as r join rows as w using (relation);
select is(
  tests.refused_by(r.relation, w.base || r.within), null,
  format('%s (control: a row that keeps to it)', r.rule))
from rules as r join rows as w using (relation)
where r.within is not null;
select is(
  tests.refused_by('stagedoor.installation_version', '{"is_only": true}'), 'installation_version_pkey',
  'an installation has a version (control)'
);

-- A trigger derives the path of a scope; what it would get wrong is refused all the same.
alter table stagedoor.scopes disable trigger _100_place;
create temporary table paths as
select tests.scope_id('North') as north, md5('beta')::uuid as beta;
select is(
  tests.refused_by('stagedoor.scopes', jsonb_build_object('id', p.beta,
    'scope_type', 'project', 'parent_id', p.north, 'name', 'Beta', 'path', w.path,
    'organization_id', p.north)),
  w.name, w.rule)
from paths as p
cross join lateral (values
  (array[p.north, p.beta], null, 'a path leads from the organization to the scope (control)'),
  (array[p.beta, p.north], 'scopes_path_ends_in_self_check',
    'a path ends in its scope and no other'),
  (array[p.beta], 'scopes_path_ends_in_self_check', 'a path begins at its organization')
) as w (path, name, rule);
alter table stagedoor.scopes enable always trigger _100_place;

-- What is granted stays while a role or a permission stands behind it.
select throws_ok(
  format($$ delete from stagedoor.grant_targets where id = %L $$, g.id),
  case when current_setting('server_version_num')::integer >= 180000
    then '23001' else '23503' end,
  null, format('what grants a %s is not taken from under it', g.kind))
from (values
  ('role', tests.role_id('clerk')), ('permission', tests.permission_id('sheet:upload'))
) as g (kind, id);
delete from stagedoor.permission_roles where role_key = 'clerk';
select is_empty(
  format($$ select from stagedoor.grant_targets where id = %L $$, r.id),
  'what grants a role goes with it (control)')
from (select stagedoor.built_in_id('role', 'clerk') as id) as r;

select * from finish();
rollback;
