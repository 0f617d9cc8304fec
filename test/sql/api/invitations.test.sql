-- Inviting somebody by address, and accepting (F11, F94).
begin;
select plan(127);
select tests.use_fixture_catalogue();

-- The cast: Pat produces Alpha of North; Ina is invited, Imp only claims her address.
select tests.create_user(name)
from unnest(array['pat', 'ina', 'ben', 'sid', 'max', 'other', 'guess']) as name;
select tests.create_user('imp', 'late@example.test', p_is_confirmed => false);
select tests.create_project('Alpha', 'North');
select tests.create_project('Gamma', 'South');
select tests.create_role('of_alpha', 'Alpha', '{"props:rare": "allow"}');
select tests.grant_role('pat', 'Alpha', 'manager');
select tests.grant_role('ben', 'Alpha', 'fellow');
select tests.grant_role('sid', 'South', 'manager');
select tests.grant_role('max', 'Alpha', 'manager');
select tests.ban_user('max');
select tests.freeze_time('2027-03-01 12:00:00+00');

create function pg_temp.outcome(p_sql text) returns text language plpgsql as $$
begin
  begin
    execute p_sql;
    raise sqlstate 'XDONE';
  exception
    when sqlstate 'XDONE' then return 'done';
    when others then return sqlstate;
  end;
end;
$$;
create function pg_temp.invites(
  p_who text, p_email text, p_scope text, p_role text, p_until text default null)
returns text language plpgsql as $$
begin
  perform tests.authenticate_as(p_who);
  return pg_temp.outcome(format('select public.invite_user(%L, %L, %L, %L)',
    p_email, tests.scope_id(p_scope), p_role, p_until));
end;
$$;

-- invite_user ------------------------------------------------------------------------
select is(pg_temp.invites(who, email, scope, role, until), outcome, why)
from (values
  ('pat', 'new@example.test', 'Alpha', 'fellow', null, 'done',
    'a manager invites an address'),
  ('pat', ' New@Example.TEST ', 'Alpha', 'fellow', null, 'done',
    'an address is taken in any case, with blanks around it'),
  ('pat', 'new@example.test', 'Alpha', 'fellow', '2027-04-01', 'done',
    'an invitation may have an end'),
  ('pat', 'new@example.test', 'Alpha', 'fellow', '2027-02-01', '22023',
    'an invitation ends in the future'),
  ('pat', 'new@example.test', 'Alpha', 'fellow', 'infinity', '22023',
    'an invitation does not end at infinity'),
  ('pat', 'new', 'Alpha', 'fellow', null, '22023', 'an address has an at sign'),
  ('pat', 'new@', 'Alpha', 'fellow', null, '22023', 'an address has both sides'),
  ('pat', 'a b@example.test', 'Alpha', 'fellow', null, '22023',
    'an address has no blank in it'),
  ('pat', '', 'Alpha', 'fellow', null, '22023', 'an address is not empty'),
  ('pat', null, 'Alpha', 'fellow', null, '22023', 'an address is not null'),
  ('pat', repeat('x', 320) || '@example.test', 'Alpha', 'fellow', null, '22023',
    'an address of more than 320 characters is refused'),
  ('pat', 'new@example.test', 'Alpha', 'boss', null, 'PT404',
    'an unknown role is not found'),
  ('pat', 'new@example.test', 'Alpha', 'of_alpha', null, '42501',
    'an inviter holds every key of the role that they offer (F94)'),
  ('pat', 'new@example.test', 'Gamma', 'fellow', null, 'PT404',
    'a scope of another tenant is not found'),
  ('ben', 'new@example.test', 'Alpha', 'fellow', null, '42501', 'crew invite nobody'),
  ('sid', 'new@example.test', 'Alpha', 'fellow', null, 'PT404',
    'another tenant invites nobody'),
  ('max', 'new@example.test', 'Alpha', 'fellow', null, '42501',
    'a banned user invites nobody')
) as i (who, email, scope, role, until, outcome, why);
select tests.authenticate_as_anon();
select is(pg_temp.outcome($$ select public.invite_user('a@example.test',
  tests.scope_id('Alpha'), 'fellow') $$), '42501', 'anon invites nobody');
select tests.authenticate_as_service();
select is(pg_temp.outcome($$ select public.invite_user('a@example.test',
  tests.scope_id('Alpha'), 'of_alpha') $$), 'done', 'the service invites to any role');

select tests.authenticate_as('pat');
create temporary table sent as
select public.invite_user('Ina@example.test', tests.scope_id('Alpha'), 'lead',
  '2027-12-31') as answer;
grant select on sent to authenticated;
select set_eq($$ select jsonb_object_keys(answer) from sent $$, array['access_id', 'token'],
  'the inviter is shown the token once');
select ok(answer ->> 'token' ~ '^[0-9a-f]{64}$',
  'a token is 64 hexadecimal digits') from sent;
select tests.clear_authentication();
select results_eq(
  $$ select a.user_id, a.status, a.valid_until, a.granted_by = tests.user_id('pat'),
       i.email, i.token_hash = sha256(convert_to(s.answer ->> 'token', 'UTF8')),
       i.expires_at
     from sent as s
     join stagedoor.user_accesses as a on a.id = (s.answer ->> 'access_id')::uuid
     join stagedoor.invitations as i on i.access_id = a.id $$,
  $$ values (null::uuid, 'Invited', '2027-12-31'::timestamptz, true, 'ina@example.test',
       true, '2027-03-08 12:00:00+00'::timestamptz) $$,
  'an invitation keeps a waiting access, an address and a hash, for a week');
select is_empty(
  $$ select o.id from stagedoor.outbox as o, sent as s
     where o.payload::text like '%' || (s.answer ->> 'token') || '%' $$,
  'the mailer''s row has no token in it');
select results_eq(
  $$ select o.payload ->> 'email', o.payload ->> 'role_key' from stagedoor.outbox as o
     where o.topic = 'invitation.created' order by o.created_at desc limit 1 $$,
  $$ values ('ina@example.test', 'lead') $$,
  'the mailer''s row names the address and the role');
select is_empty(
  $$ select q.id from stagedoor.event_queue as q, sent as s
     where q::text like '%' || (s.answer ->> 'token') || '%' $$,
  'no event holds the token');

-- while it waits ---------------------------------------------------------------------
select tests.authenticate_as('ina');
select is(
  public.authorize('document:edit:all', tests.scope_id('Alpha')) - 'version',
  '{"allowed": false, "policy": null, "reason": "invited", "remedy": "accept_invitation",
    "valid_until": null}',
  'the owner of the confirmed address is told of the invitation');
select is_empty($$ select from public.get_my_projects() $$,
  'an invitation lists no project');
select is_empty($$ select from stagedoor.scopes $$, 'an invitation shows no scope');
select is_empty(
  $$ select m.item_key from public.get_user_project_menu(
       auth.uid(), tests.scope_id('Alpha')) as m
     where m.can_access and m.required_permission_key is not null $$,
  'an invitation opens no menu item');
select tests.authenticate_as('other');
select is(public.authorize('document:edit:all', tests.scope_id('Alpha')) ->> 'reason',
  'unknown_scope', 'another user is not told of the invitation');

-- accept_invitation --------------------------------------------------------------------
create function pg_temp.accepts(p_who text, p_token text)
returns text language plpgsql as $$
declare
  v_answer jsonb;
begin
  if p_who is not null then
    perform tests.authenticate_as(p_who);
  end if;
  perform set_config('response.status', '', true);
  v_answer := public.accept_invitation(p_token);
  return concat_ws(' ', v_answer ->> 'ok', v_answer ->> 'reason',
    nullif(current_setting('response.status', true), ''));
end;
$$;
-- The outcome, of which nothing stays.
create function pg_temp.would_accept(p_who text, p_token text)
returns text language plpgsql as $$
declare
  v_outcome text;
begin
  begin
    v_outcome := pg_temp.accepts(p_who, p_token);
    raise sqlstate 'XDONE';
  exception
    when sqlstate 'XDONE' then return v_outcome;
  end;
end;
$$;
select is(pg_temp.would_accept('ina', answer ->> 'token'), 'true',
  'an invited user accepts (control)') from sent;
select is(pg_temp.would_accept('other', answer ->> 'token'), 'false email_mismatch 403',
  'a token that was passed on opens nothing') from sent;
select is(pg_temp.would_accept(who, 'guess'), 'false invalid 404', why)
from (values ('ina', 'a guess of the invited user is invalid'),
  ('other', 'a guess of another user is invalid')) as w (who, why);
select is(pg_temp.would_accept('ina', null), 'false invalid 404',
  'a null token is invalid');
select is(pg_temp.would_accept('max', answer ->> 'token'), 'false no_session 403',
  'a banned user accepts nothing') from sent;
select tests.speak('authenticated', '{"role": "authenticated"}');
select is(pg_temp.would_accept(null, answer ->> 'token'), 'false no_session 403',
  'a request without a subject accepts nothing') from sent;
select tests.authenticate_as_anon();
select throws_ok($$ select public.accept_invitation('x') $$, '42501', null,
  'anon accepts nothing');

-- Only a confirmed address counts.
select tests.authenticate_as('pat');
create temporary table late as
select public.invite_user('late@example.test', tests.scope_id('Alpha'), 'fellow')
  ->> 'token' as token;
grant select on late to authenticated;
select is(pg_temp.would_accept('imp', token), 'false email_mismatch 403',
  'an unconfirmed address accepts nothing') from late;
select tests.authenticate_as('imp');
select is(public.authorize('rota:view', tests.scope_id('Alpha')) ->> 'reason',
  'unknown_scope', 'an unconfirmed address is told of no invitation');
select tests.clear_authentication();
update auth.users set email_confirmed_at = now() where id = tests.user_id('imp');
select is(pg_temp.would_accept('imp', token), 'true',
  'a confirmed address accepts (control)')
from late;

-- When it is too late, or not offered any more.
select tests.freeze_time('2027-03-08 12:00:00+00');
select is(pg_temp.would_accept('ina', answer ->> 'token'), 'false expired 410',
  'an invitation expires after a week') from sent;
select tests.freeze_time('2027-03-08 11:59:59+00');
select is(pg_temp.would_accept('ina', answer ->> 'token'), 'true',
  'an invitation is accepted a second before it expires (control)') from sent;
select tests.freeze_time('2027-03-01 12:00:00+00');
select tests.archive('Alpha');
select is(pg_temp.would_accept('ina', answer ->> 'token'), 'false no_longer_offered 410',
  'an invitation into an archived project is not accepted') from sent;
select tests.clear_authentication();
update stagedoor.scopes set archived_at = null where id = tests.scope_id('Alpha');

-- The inviter is looked at again.
create function pg_temp.after(p_change text) returns text language plpgsql as $$
declare
  v_outcome text;
begin
  begin
    perform tests.clear_authentication();
    execute p_change;
    v_outcome := pg_temp.accepts('ina', (select s.answer ->> 'token' from sent as s));
    raise sqlstate 'XDONE';
  exception
    when sqlstate 'XDONE' then return v_outcome;
  end;
end;
$$;
select is(pg_temp.after(change), 'false no_longer_offered 410', why)
from (values
  ($$ update stagedoor.user_accesses set status = 'Revoked'
      where user_id = tests.user_id('pat') $$, 'an inviter who has left offers nothing'),
  ($$ select tests.ban_user('pat') $$, 'a banned inviter offers nothing'),
  ($$ select tests.delete_user('pat') $$, 'a deleted inviter offers nothing'),
  ($$ select tests.deny('pat', 'Alpha', 'access:grant') $$,
    'a denied inviter offers nothing'),
  ($$ select tests.deny('pat', 'Alpha', 'document:create') $$,
    'an inviter who has lost an offered key offers nothing (F94)')
) as c (change, why);
select is(pg_temp.after(
  $$ insert into stagedoor.permission_role_links (permission_role_id, permission_id)
     values (tests.role_id('lead'), tests.permission_id('props:rare')) $$),
  'false no_longer_offered 410',
  'a role that has grown beyond its inviter is not offered (F94)');
select is(pg_temp.after(
  $$ select tests.grant_key('pat', 'Alpha', 'access:escalate'),
       tests.deny('pat', 'Alpha', 'document:create') $$),
  'true', 'an inviter with access:escalate still offers (control)');
select is(pg_temp.after($$ select tests.grant_role('ben', 'Alpha', 'clerk') $$),
  'true', 'changes of other users change no offer (control)');
select is(pg_temp.after(
  $$ select tests.grant_role('ina', 'Alpha', 'lead', null, '2027-06-01') $$),
  'false already_held 409', 'a user does not accept an access that they hold');
insert into stagedoor.separation_rules
  (rule_key, kind, first_grant_id, second_grant_id, description)
values ('kit_apart', 'static', tests.role_id('lead'),
  tests.role_id('clerk'), 'For a test');
select is(pg_temp.after($$ select tests.grant_role('ina', 'Alpha', 'clerk') $$),
  'false separation_of_duty 409', 'a user does not accept a second duty (F101)');

-- Accepting, once and for all.
select is(pg_temp.accepts('ina', answer ->> 'token'), 'true',
  'the invited user accepts the invitation')
from sent;
select is(public.accept_invitation(answer ->> 'token') ->> 'access_id',
  answer ->> 'access_id', 'accepting again answers with the same access') from sent;
select ok(public.can('document:edit:all', tests.scope_id('Alpha')),
  'an accepted access counts at once');
select is(pg_temp.would_accept('other', answer ->> 'token'), 'false email_mismatch 403',
  'an accepted token opens nothing for another user') from sent;
select tests.clear_authentication();
select results_eq(
  $$ select a.status, a.user_id = tests.user_id('ina'), a.accepted_at
     from stagedoor.user_accesses as a, sent as s
     where a.id = (s.answer ->> 'access_id')::uuid $$,
  $$ values ('Active', true, '2027-03-01 12:00:00+00'::timestamptz) $$,
  'an acceptance records who accepted and when');
select tests.revoke((answer ->> 'access_id')::uuid) from sent;
select is(pg_temp.would_accept('ina', answer ->> 'token'), 'false withdrawn 410',
  'a revoked access is not accepted again') from sent;

-- resending --------------------------------------------------------------------------
select tests.authenticate_as('pat');
create temporary table first as
select public.invite_user('late@example.test', tests.scope_id('Alpha'), 'clerk')
  as answer;
create temporary table again as
select public.invite_user('late@example.test', tests.scope_id('Alpha'), 'clerk')
  as answer;
grant select on first, again to authenticated;
select is((a.answer ->> 'access_id'), f.answer ->> 'access_id',
  'inviting again renews the same invitation') from first as f, again as a;
select tests.clear_authentication();
select results_eq(
  $$ select q.object_id, q.personal ->> 'email' from stagedoor.event_queue as q
     where q.event = 'invitation.renewed' $$,
  $$ select a.answer ->> 'access_id', 'late@example.test' from again as a $$,
  'a renewed invitation is an event');
select is(pg_temp.would_accept('imp', answer ->> 'token'), 'false invalid 404',
  'the old token of a renewed invitation is invalid') from first;
select is(pg_temp.would_accept('imp', answer ->> 'token'), 'true',
  'the new token of a renewed invitation works')
from again;

-- a newcomer -----------------------------------------------------------------------
select tests.clear_authentication();
insert into auth.users (id, email, email_confirmed_at)
values (tests.id_for('fresh'), 'fresh@example.test', now());
select tests.authenticate_as('pat');
create temporary table welcome as
select public.invite_user('fresh@example.test', tests.scope_id('Alpha'), 'fellow')
  ->> 'token' as token;
grant select on welcome to authenticated;
select is(pg_temp.accepts('fresh', token), 'true',
  'a login without an account gets an account and the access')
from welcome;

-- cancelling -------------------------------------------------------------------------
create function pg_temp.cancels(p_who text, p_id uuid) returns text language plpgsql as $$
begin
  perform tests.authenticate_as(p_who);
  return pg_temp.outcome(format('select public.cancel_invitation(%L)', p_id));
end;
$$;
select is(pg_temp.cancels(who, (answer ->> 'access_id')::uuid), outcome, why)
from again, (values
  ('pat', 'done', 'an inviter cancels an invitation'),
  ('ben', 'PT404', 'crew know of no invitation'),
  ('sid', 'PT404', 'another tenant knows of no invitation')
) as c (who, outcome, why);
select tests.grant_role('guess', 'Alpha', 'clerk');
select is(pg_temp.cancels('guess', (answer ->> 'access_id')::uuid), '42501',
  'a user who only sees an invitation does not cancel it') from again;
select is(pg_temp.cancels('pat', gen_random_uuid()), 'PT404',
  'an unknown invitation is not found');
select tests.authenticate_as('pat');
select is(public.cancel_invitation((answer ->> 'access_id')::uuid), true,
  'cancelling an invitation answers true')
from again;
select is(public.cancel_invitation((answer ->> 'access_id')::uuid), false,
  'cancelling an invitation twice answers false')
from again;
select is(pg_temp.would_accept('imp', answer ->> 'token'), 'false withdrawn 410',
  'a cancelled invitation is not accepted') from again;
select is(pg_temp.accepts('imp', token), 'true',
  'another invitation is accepted (control)') from late;
select is(pg_temp.cancels('pat', a.id), '22023', 'an accepted invitation is not cancelled')
from stagedoor.user_accesses as a
where a.user_id = tests.user_id('imp') and a.grant_id = tests.role_id('fellow');

-- how many ------------------------------------------------------------------------
select tests.unfreeze_time();
select tests.clear_authentication();
update stagedoor.settings set value = '3' where key = 'invitations_per_hour';
delete from stagedoor.rate_limits;
create function pg_temp.sends(p_who text) returns text language plpgsql as $$
begin
  if p_who = 'service' then
    perform tests.authenticate_as_service();
  else
    perform tests.authenticate_as(p_who);
  end if;
  perform public.invite_user('many@example.test', tests.scope_id('Alpha'), 'fellow');
  return 'sent';
exception
  when others then return sqlstate;
end;
$$;
select is(pg_temp.sends('pat'), case when n <= 3 then 'sent' else 'PT429' end,
  format('invitation %s of a user within an hour is counted', n))
from generate_series(1, 4) as n;
select tests.authenticate_as('pat');
do $$
begin
  perform public.invite_user('many@example.test', tests.scope_id('Alpha'), 'fellow');
exception
  when sqlstate 'PT429' then
    declare
      v_details text;
    begin
      get stacked diagnostics v_details = pg_exception_detail;
      perform set_config('tests.details', v_details, true);
    end;
end;
$$;
select ok(
  (current_setting('tests.details')::jsonb ->> 'retry_after')::integer
    between 3590 and 3600,
  'F92: whoever invites too often is told after how many seconds to try again');
select tests.grant_role('sid', 'Alpha', 'manager');
select is(pg_temp.sends('sid'), 'sent', 'another user still invites (control)');
select is(pg_temp.sends('service'), 'sent', 'the service still invites');
select tests.clear_authentication();
update stagedoor.rate_limits set failed_at = array[now() - interval '61 minutes'];
select is(pg_temp.sends('pat'), 'sent', 'a user invites again after the hour');

-- attempts --------------------------------------------------------------------------
select tests.unfreeze_time();
select is(pg_temp.accepts('guess', 'wrong ' || n), 'false invalid 404',
  format('wrong token %s is counted', n))
from generate_series(1, 5) as n;
select is(pg_temp.accepts('guess', 'wrong 6'), 'false too_many_tries 429',
  'a sixth wrong token is one too many');
select tests.clear_authentication();
create temporary table right_one as
select (stagedoor.invite_user('guess@example.test', tests.scope_id('Alpha'), 'fellow'))
  ->> 'token' as token;
grant select on right_one to authenticated;
select is(pg_temp.accepts('guess', token), 'false too_many_tries 429',
  'a locked-out user is refused the right token') from right_one;
select ok(
  (public.accept_invitation(token) ->> 'retry_after')::integer between 840 and 960,
  'a lock-out tells the seconds until its end') from right_one;
select is(pg_temp.would_accept('ben', 'wrong'), 'false invalid 404',
  'another user may still try (control)');
select tests.clear_authentication();
select is((select count(*)::integer
  from stagedoor.get_audit_events(null, 1000, null, null) as e
  where e.event = 'invitation.refused' and e.subject_id = tests.user_id('guess')), 5,
  'each counted try is an event, up to the lock-out');
update stagedoor.rate_limits set failed_at = array[now() - interval '16 minutes'];
select is(pg_temp.accepts('guess', token), 'true',
  'the right token works after the lock-out')
from right_one;
select tests.clear_authentication();
select is_empty(
  $$ select from stagedoor.rate_limits as r
     where r.kind = 'invitation' and r.subject = tests.user_id('guess')::text $$,
  'an acceptance forgets the failures');


-- whatever it looks like ------------------------------------------------------------
select tests.authenticate_as('ben');
select is(pg_temp.would_accept('ben', token), 'false invalid 404',
  format('P17: %s is a wrong token and no error', what))
from (values
('a null token', null), ('an empty token', ''), ('a blank token', E' \t\r\n'),
('a token of 10 kB', repeat('f', 10000)),
  ('a token of control characters', E'\x01\x02\x7f'),
('a token that would be SQL', ''' or true --'),
  ('a token of other letters', repeat('é', 64))
) as r (what, token);

-- whatever goes wrong ---------------------------------------------------------------
-- A part's trigger refuses, at once or at commit, with the SQLSTATE that is its argument.
create function pg_temp.breaks() returns trigger language plpgsql as $$
begin
  raise exception using errcode = tg_argv[0], message = 'Something of a part',
    detail = coalesce(tg_argv[1], '');
end;
$$;
-- What somebody is answered while a trigger stands, and what is counted of it.
create function pg_temp.broken(p_who text, p_token text, p_trigger text)
returns text language plpgsql as $$
declare
  v_outcome text;
begin
  begin
    perform tests.clear_authentication();
    perform tests.flush();
    execute format(p_trigger, 'execute function pg_temp.breaks');
    v_outcome := pg_temp.accepts(p_who, p_token);
    perform tests.clear_authentication();
    perform tests.flush();
    v_outcome := format('%s, counted %s, told %s', v_outcome, (
        select coalesce(sum(cardinality(r.failed_at)), 0) from stagedoor.rate_limits as r
        where r.kind = 'invitation' and r.subject = tests.user_id(p_who)::text),
      (
        select count(*) from stagedoor.get_audit_events(null, 1000, null, null) as e
        where e.event = 'invitation.refused' and e.subject_id = tests.user_id(p_who)));
    raise sqlstate 'XDONE';
  exception
    when sqlstate 'XDONE' then return v_outcome;
  end;
end;
$$;
select tests.clear_authentication();
delete from stagedoor.rate_limits;
select tests.create_user(name) from unnest(array['new', 'odd']) as name;
create temporary table offered as
select stagedoor.invite_user('new@example.test', tests.scope_id('Alpha'), 'fellow')
  ->> 'token' as token;
grant select on offered to authenticated;
select is(pg_temp.broken('new', o.token, 'select %L'), 'true, counted 0, told 0',
  'P17: the right token opens where nothing is broken (control)') from offered as o;
select is(pg_temp.broken('new', o.token, 'create trigger broken before update
    on stagedoor.user_accesses for each row %s(' || w.args || ')'), w.outcome,
  format('P17: a trigger that raises %s at an acceptance is an outcome', w.args))
from offered as o, (values
  ('''P0001''', 'false failed 409, counted 0, told 1'),
  ('''42501''', 'false failed 409, counted 0, told 1'),
  ('''22P02''', 'false failed 409, counted 0, told 1'),
  ('''23514''', 'false failed 409, counted 0, told 1'),
  ('''23514'', ''no JSON at all''', 'false failed 409, counted 0, told 1'),
  ('''23514'', ''{"error_code": "ONE_STUDIO_ROLE"}''',
    'false one_studio_role 409, counted 0, told 1'),
  ('''P0004''', 'false failed 409, counted 0, told 1'),
  ('''57014''', 'false busy 429, counted 0, told 1'),
  ('''40001''', 'false busy 429, counted 0, told 1'),
  ('''40P01''', 'false busy 429, counted 0, told 1'),
  ('''55P03''', 'false busy 429, counted 0, told 1')
) as w (args, outcome);
select is(pg_temp.broken('new', o.token, 'create constraint trigger broken after update
    on stagedoor.user_accesses deferrable initially deferred for each row %s(''P0001'')'),
  'false failed 409, counted 0, told 1',
  'P17: a trigger that raises at commit is an outcome')
from offered as o;
select is(pg_temp.broken('odd', 'a guess', b.trigger),
  format('false invalid 404, counted 1, told %s', b.told),
  format('P17: a guess is counted %s', b.what))
from (values
  ('(control)', 1, 'select %L'),
  ('where its event cannot be queued', 0, 'create trigger broken before insert
    on stagedoor.event_queue for each row when (new.event = ''invitation.refused'')
    %s(''P0001'')'),
  ('where its event cannot be appended', 0, 'create constraint trigger broken after insert
    on stagedoor.event_queue deferrable initially deferred for each row %s(''40001'')')
) as b (what, told, trigger);
select is(pg_temp.broken('odd', 'a guess', $$ update stagedoor.settings
    set value = '"five"' where key = 'secret_max_failures_per_user' /* %s */ $$),
  'false invalid 404, counted 1, told 1',
  'P17: a guess is counted where the limit is no number');
select is(pg_temp.broken('new', o.token, $$ update stagedoor.settings
    set value = '"five"' where key = 'secret_max_failures_per_user' /* %s */ $$),
  'true, counted 0, told 0',
  'P17: a broken limit lets the right token in') from offered as o;

-- apps ------------------------------------------------------------------------------
create function pg_temp.app_accepts(p_token text) returns text language plpgsql as $$
begin
  perform tests.speak('authenticated', jsonb_build_object(
    'sub', tests.user_id('new'), 'role', 'authenticated', 'client_id', 'some app'));
  return pg_temp.accepts(null, p_token);
end;
$$;
select is(pg_temp.app_accepts(o.token), 'false client_not_allowed 403',
  'F131: an app accepts nothing for its user') from offered as o;
select is(pg_temp.app_accepts('a guess'), 'false client_not_allowed 403',
  'F131: an app learns nothing of a guess');
select tests.clear_authentication();
select is_empty($$ select from stagedoor.rate_limits as r where r.kind = 'invitation' $$,
  'F131: a try of an app counts for nobody');
select is(pg_temp.accepts('new', 'a guess'), 'false invalid 404', 'F92: a user may err');
select is(pg_temp.accepts('new', o.token), 'true',
  'F131: a user still accepts (control)') from offered as o;
select tests.clear_authentication();
select is_empty($$ select from stagedoor.rate_limits as r where r.kind = 'invitation' $$,
  'F92: an acceptance forgets the failures of its user');

-- the access log -------------------------------------------------------------------------
select tests.clear_authentication();
delete from stagedoor.access_log;
select pg_temp.accepts('guess', 'a guess');
select tests.clear_authentication();
select results_eq(
  $$ select l.user_id, l.resource_type, l.resource_id, l.action, l.scope_id
     from stagedoor.access_log as l $$,
  $$ values (tests.user_id('guess'), 'invitation', '?', 'accept', null::uuid) $$,
  'F88: a refused acceptance is a line of the access log');

select * from finish();
rollback;
