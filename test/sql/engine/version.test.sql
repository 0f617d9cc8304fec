-- The version of an installation, for whoever operates it.
begin;
select plan(5);

select matches(stagedoor.version(), '^[0-9]+\.[0-9]+\.[0-9]+$',
  'F105: the owner of the database reads the release that is installed');
select is(stagedoor.version(), '0.1.0',
  'F105: the version of an installation is that of the files that were applied');

select is(has_function_privilege(r.name, 'stagedoor.version()', 'execute'), false,
  format('F105: %s does not learn the version of the engine', r.name))
from unnest(array['anon', 'authenticated', 'service_role']) as r (name);

select * from finish();
rollback;
