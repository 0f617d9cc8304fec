-- How often one person takes data out of a studio (F92).
begin;
select plan(8);

-- The cast: Ann runs Ink, Art tattoos there and may export his own agenda.
select tests.create_user(name) from unnest(array['ann', 'art']) as name;
select tests.create_project('Ink');
select tests.grant_role('ann', 'Ink', 'admin');
select tests.grant_role('art', 'Ink', 'artist');
select tests.flush();
create temporary table ink as select tests.project_id('Ink') as id;
grant select on ink to public;

-- One request that exports that often, which commits or does not.
create function pg_temp.exports(p_times integer) returns text language plpgsql as $$
begin
  perform public.export_resource(i.id, 'agenda')
  from ink as i cross join generate_series(1, p_times);
  set constraints all immediate;
  set constraints all deferred;
  return 'done';
exception
  when others then return sqlstate;
end;
$$;
create function pg_temp.left_behind() returns bigint[] language sql as $$
  select array[
    (select count(*) from stagedoor_audit.leaves as l where l.event = 'resource.exported'),
    (select count(*) from stagedoor.access_log as l where l.action = 'export')] $$;

select tests.authenticate_as('art');
select is(pg_temp.exports(300), 'PT429',
  'F92: an artist does not export 300 times in one request');
select tests.clear_authentication();
select is(pg_temp.left_behind(), array[0, 0]::bigint[],
  'F92: a request that exports too often leaves neither an event nor a line');
select tests.authenticate_as('art');
select is(pg_temp.exports(60), 'done', 'F92: an artist exports 60 times within an hour (control)');
select is(pg_temp.exports(1), 'PT429', 'F92: an artist exports no more than 60 times within an hour');
select tests.clear_authentication();
select is(pg_temp.left_behind(), array[60, 60]::bigint[],
  'F92: an export within the limit is an event and a line (control)');
select tests.authenticate_as('ann');
select is(pg_temp.exports(1), 'done', 'F92: somebody else exports meanwhile (control)');
select tests.clear_authentication();
update stagedoor.endpoint_limits as l set at_most = 2 where l.endpoint = 'studio.backed_up';
create function pg_temp.backs_up() returns text language plpgsql as $$
begin
  perform public.backup_studio(i.id) from ink as i;
  set constraints all immediate;
  set constraints all deferred;
  return 'done';
exception
  when others then return sqlstate;
end;
$$;
select tests.authenticate_as('ann');
select is(array[pg_temp.backs_up(), pg_temp.backs_up(), pg_temp.backs_up()],
  array['done', 'done', 'PT429'],
  'F92: an admin backs a studio up as often as an installation allows');
select tests.clear_authentication();
select is(
  (select count(*) from stagedoor_audit.leaves as l where l.event = 'studio.backed_up'),
  2::bigint, 'F92: a backup within the limit is an event (control)');

select * from finish();
rollback;
