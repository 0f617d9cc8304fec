-- Trying the code: what each try costs, and what may happen while it is compared.
begin;
select plan(28);

-- The cast: Ann runs Ink and Old, which is archived. Ash, Bo and Cy are at the desk of both.
select tests.create_user(name) from unnest(array['ann', 'ash', 'bo', 'cy', 'dee']) as name;
select tests.create_project(p) from unnest(array['Ink', 'Old']) as p;
select tests.grant_role('ann', p, 'admin') from unnest(array['Ink', 'Old']) as p;
select tests.grant_role(n, p, 'assistant')
from unnest(array['ash', 'bo', 'cy', 'dee']) as n, unnest(array['Ink', 'Old']) as p;

create function pg_temp.session(p_name text) returns uuid
language sql as $$ select tests.start_session(p_name, md5('session ' || p_name)::uuid) $$;
create function pg_temp.try(p_name text, p_code text, p_project text default 'Ink')
returns jsonb
language plpgsql as $$
declare
  v_session uuid := pg_temp.session(p_name);
  v_answer  jsonb;
begin
  perform set_config('response.status', '200', true);
  perform tests.authenticate_as_service();
  v_answer := public.verify_master_code(
    tests.user_id(p_name), v_session, tests.project_id(p_project), p_code, null);
  perform tests.clear_authentication();
  return v_answer || jsonb_build_object('status', current_setting('response.status'));
end;
$$;

-- Cheaper codes, until it is about what they cost.
update stagedoor.settings set value = '10' where key = 'master_code_cost';
select tests.authenticate_as('ann');
select public.set_master_code(tests.project_id('Old'), 'open sesame');
select public.set_master_code(tests.project_id('Ink'), 'open sesame');
select tests.clear_authentication();

-- where and when ------------------------------------------------------------------------
select is(pg_temp.try('ash', 'open sesame', 'Old') ->> 'ok', 'true',
  'F59: the right code is right in a studio that is open');
select tests.archive('Old');
select is(pg_temp.try('ash', 'open sesame', 'Old') ->> 'reason', 'wrong_code',
  'P6: in one that is archived it is a wrong one');
select is(pg_temp.try('ash', 'open sesame') ->> 'ok', 'true', 'P6: and only there');
select tests.ban_user('bo');
select is(pg_temp.try('bo', 'a wrong code') ->> 'reason', 'no_session',
  'F95: a banned account is told so, with a wrong code as with the right one');
select is(pg_temp.try('bo', 'open sesame') ->> 'status', '401', 'F95: as with the right one');
select is_empty(
  $$ select from stagedoor.rate_limits as r
     where r.subject like tests.user_id('bo') || ':%' $$, 'F95: which is not counted');
select tests.ban_user('bo', now() - interval '1 minute');

-- The first of five failures decides when the next try is: 15 minutes after it, and not a
-- moment later.
select pg_temp.try('cy', 'wrong ' || n) from generate_series(1, 5) as n;
create temporary table first_failure as
select min(f.at) as at
from stagedoor.rate_limits as r, unnest(r.failed_at) as f (at)
where r.kind = 'master_code_user' and r.subject like tests.user_id('cy') || ':%';
select tests.freeze_time(f.at + interval '15 minutes' - interval '1 microsecond')
from first_failure as f;
select is(pg_temp.try('cy', 'open sesame') ->> 'reason', 'locked_out',
  'P6: up to 15 minutes after the first of five failures nothing is tried');
select tests.freeze_time(f.at + interval '15 minutes') from first_failure as f;
select is(pg_temp.try('cy', 'open sesame') ->> 'ok', 'true', 'P6: from then on it is');
select tests.unfreeze_time();

-- what it costs ---------------------------------------------------------------------------
update stagedoor.settings set value = '12' where key = 'master_code_cost';
-- bcrypt is replaced by one that notes its cost: the time of a try doubles with each.
create temporary table work (cost integer);
grant all on work to public;
create or replace function stagedoor_studio.bcrypt(p_code text, p_salt text) returns text
language plpgsql volatile set search_path = '' as $$
begin
  insert into pg_temp.work values (pg_catalog.substr(p_salt, 5, 2)::integer);
  return p_salt || p_code;
end;
$$;
create function pg_temp.work_of(p_code text, p_hash text) returns numeric
language plpgsql as $$
begin
  delete from work;
  perform stagedoor_studio.bcrypt_matches(p_code, p_hash);
  return (select sum(2 ^ w.cost) from work as w);
end;
$$;
select is(pg_temp.work_of('open sesame', h.hash), 2 ^ 12::numeric,
  format('P6: a try takes the time of cost 12, compared with %s', h.what))
from (values
  ('a hash of cost 10', '$2a$10$k87L/MF28Q673VKh8/cPi.SUl7MU/rWuSiIDDFayrKk/1tBsSQu4u'),
  ('one of cost 11', '$2a$11$k87L/MF28Q673VKh8/cPi.SUl7MU/rWuSiIDDFayrKk/1tBsSQu4u'),
  ('one of cost 12', '$2a$12$k87L/MF28Q673VKh8/cPi.SUl7MU/rWuSiIDDFayrKk/1tBsSQu4u'),
  ('none', null)
) as h (what, hash);
select is(pg_temp.work_of(null, null), 2 ^ 12::numeric, 'P6: and of no code with none');
delete from work;
select is(pg_temp.try('bo', 'wrong') ->> 'reason', 'wrong_code', 'P6: Bo tries');
select is((select sum(2 ^ w.cost)::numeric from work as w), 2 ^ 12::numeric,
  'P6: which takes that time, too');
select pg_temp.try('bo', 'wrong') from generate_series(1, 4);
delete from work;
select is(pg_temp.try('bo', 'wrong') ->> 'reason', 'locked_out', 'P6: until nothing is tried');
select is_empty($$ select from work $$, 'P6: which costs nothing');
delete from stagedoor.rate_limits;

-- meanwhile -------------------------------------------------------------------------------
-- Comparing takes long enough for much to happen. Here it always finds the code right, and
-- does meanwhile what the note says.
create temporary table meanwhile (happens text);
grant all on meanwhile to public;
create or replace function stagedoor_studio.bcrypt_matches(p_code text, p_hash text)
returns boolean language plpgsql security definer set search_path = '' as $$
begin
  execute (select m.happens from pg_temp.meanwhile as m);
  return true;
end;
$$;
create function pg_temp.try_while(p_name text, p_happens text) returns text
language plpgsql as $$
begin
  delete from meanwhile;
  insert into meanwhile values (p_happens);
  return pg_temp.try(p_name, 'open sesame') ->> 'reason';
end;
$$;
create function pg_temp.elevations_of(p_name text) returns bigint
language sql as $$
  select count(*) from stagedoor.elevations as e
  where e.user_id = tests.user_id(p_name) and e.ended_at is null
$$;
select is(pg_temp.try_while('dee', 'select 1'), null, 'F59: where nothing happens, one gets in');
select is(pg_temp.elevations_of('dee'), 1::bigint, 'F59: and is elevated');
delete from stagedoor.elevations;
select is(
  pg_temp.try_while('dee', $$ update stagedoor.secrets
    set value = '$2a$12$k87L/MF28Q673VKh8/cPi.SUl7MU/rWuSiIDDFayrKk/1tBsSQu4u'
    where scope_id = tests.project_id('Ink') and name = 'MASTER_CODE_HASH' $$),
  'busy', 'F61: a code that is changed while it is compared opens nothing');
select is(pg_temp.elevations_of('dee'), 0::bigint, 'F61: nothing at all');
select is(
  pg_temp.try_while('dee', $$ insert into stagedoor.rate_limits (kind, subject, failed_at)
    select 'master_code_user', tests.user_id('dee') || ':' || tests.project_id('Ink'),
      array_agg(clock_timestamp()) from generate_series(1, 5) $$),
  'locked_out', 'P6: whoever has failed too often meanwhile is not told that it was right');
select is(pg_temp.elevations_of('dee'), 0::bigint, 'P6: nor elevated');
delete from stagedoor.rate_limits;
select is(
  pg_temp.try_while('dee', $$ insert into stagedoor.rate_limits (kind, subject, failed_at)
    select 'master_code_scope', tests.project_id('Ink')::text,
      array_agg(clock_timestamp()) from generate_series(1, 20) $$),
  'locked_out', 'P6: nor is anybody at a studio where others have');
delete from stagedoor.rate_limits;
select is(
  pg_temp.try_while('dee', $$ select tests.ban_user('dee') $$), 'no_session',
  'F95: whoever is banned meanwhile is told so');
select is(pg_temp.elevations_of('dee'), 0::bigint, 'F95: and not elevated');
select tests.ban_user('dee', now() - interval '1 minute');
select is(
  pg_temp.try_while('dee', $$ select tests.revoke(a.id) from stagedoor.user_accesses as a
    where a.user_id = tests.user_id('dee') and a.status = 'Active' $$),
  'busy', 'F95: whoever leaves meanwhile takes nothing along');
select is(pg_temp.elevations_of('dee'), 0::bigint, 'F95: not the elevation');

select * from finish();
rollback;
