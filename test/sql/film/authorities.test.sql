-- Spending authority by its calls: given, passed on in reserved parts, ended.
begin;
select plan(107);

-- The cast: Eve is executive producer of Alpha, Evan holds the role and is not designated,
-- Sarah produces, Lin is line producer, Pam accountant, Pia posts, Dan heads Camera, Kit works
-- there. Mal produces Beta, where Ed is executive producer.
select tests.create_user(name) from unnest(array['eve', 'evan', 'sarah', 'lin', 'pam', 'pia',
  'dan', 'kit', 'mal', 'ed', 'gone']) as name;
select tests.create_project(p) from unnest(array['Alpha', 'Beta']) as p;
select tests.create_department('Camera', 'Alpha');
create temp table roles as
select r.name, tests.grant_role(r.name, r.place, r.role_key) as id
from (values
  ('eve', 'Alpha', 'executive_producer'), ('evan', 'Alpha', 'executive_producer'),
  ('sarah', 'Alpha', 'producer'), ('lin', 'Alpha', 'line_producer'),
  ('pam', 'Alpha', 'production_accountant'), ('pia', 'Alpha', 'production_accountant'),
  ('dan', 'Camera', 'department_head'), ('kit', 'Camera', 'department_head'),
  ('mal', 'Beta', 'producer'), ('ed', 'Beta', 'executive_producer')
) as r (name, place, role_key);
insert into public.productions (project_id, currency, phase, executive_producer_id)
values (tests.project_id('Alpha'), 'USD', 'prep', tests.user_id('eve')),
  (tests.project_id('Beta'), 'USD', 'prep', tests.user_id('ed'));
insert into public.department_prefixes (project_id, prefix, department_id, category)
values (tests.project_id('Alpha'), '3300', tests.scope_id('Camera'), 'below_line');
create function pg_temp.id(p_name text) returns uuid
language sql immutable as $$ select md5('spend ' || p_name)::uuid $$;
insert into public.cost_codes (id, project_id, parent_id, code, name, category)
select pg_temp.id(c.code), tests.project_id(c.project), pg_temp.id(c.parent), c.code, c.code,
  'below_line'
from (values ('Alpha', '2000', null), ('Alpha', '2010', '2000'), ('Alpha', '3300', '2000'),
  ('Alpha', '4000', null), ('Beta', '9000', null)) as c (project, code, parent);
insert into public.union_agreements (project_id, code, guild, jurisdiction)
values (tests.project_id('Beta'), 'BETA-1', 'Beta', 'There');
insert into public.budgets (id, project_id, name, currency, created_by, edited_by)
values (pg_temp.id('budget'), tests.project_id('Alpha'), 'Shooting', 'USD',
  tests.user_id('sarah'), tests.user_id('sarah'));
insert into public.budget_lines (id, project_id, budget_id, cost_code_id, currency, amount)
select pg_temp.id('line ' || c), tests.project_id('Alpha'), pg_temp.id('budget'),
  pg_temp.id(c), 'USD', 1000 from unnest(array['2010', '3300']) as c;
create function pg_temp.says(p_name text, p_sql text) returns text
language plpgsql as $$
declare
  v_answer text;
  v_detail text;
begin
  perform tests.authenticate_as(p_name);
  execute p_sql into v_answer;
  perform tests.clear_authentication();
  return v_answer;
exception
  when others then
    get stacked diagnostics v_detail = pg_exception_detail;
    perform tests.clear_authentication();
    return concat_ws(' ', sqlstate,
      case when v_detail like '{%' then v_detail::jsonb ->> 'error_code' end);
end;
$$;
create temp table ids (name text primary key, id uuid);
create function pg_temp.kept(p_name text) returns uuid
language sql stable security definer as $$ select i.id from ids as i where i.name = p_name $$;
create function pg_temp.keep(p_as text, p_id text) returns text
language plpgsql as $$
begin
  insert into ids values (p_as, p_id::uuid);
  return 'given';
exception
  when invalid_text_representation then
    return p_id;
end;
$$;

-- given ----------------------------------------------------------------------------------
create function pg_temp.give(p_by text, p_more jsonb default '{}') returns text
language sql as $$
  select pg_temp.says(p_by, format(
    'select public.grant_spending_authority(p_project_id => %L, p_user_id => %L,
       p_cost_code_id => %L, p_currency => %L, p_per_transaction => %L, p_cumulative => %L%s)',
    tests.project_id(coalesce(p_more ->> 'project', 'Alpha')),
    case when p_more ? 'to' then tests.id_for(p_more ->> 'to') else tests.user_id('lin') end,
    case when p_more ? 'code' then pg_temp.id(p_more ->> 'code') else pg_temp.id('2000') end,
    case when p_more ? 'currency' then p_more ->> 'currency' else 'USD' end,
    case when p_more ? 'once' then p_more ->> 'once' else '500' end,
    case when p_more ? 'all' then p_more ->> 'all' else '1000' end,
    (select string_agg(format(', p_%s => %L', m.key, m.value), '')
     from jsonb_each_text(p_more) as m
     where m.key not in ('project', 'to', 'code', 'currency', 'once', 'all'))))
$$;
select is(pg_temp.give(c.name, c.more), c.answer, c.title)
from (values
  ('evan', '{}'::jsonb, '42501 INSUFFICIENT_PERMISSIONS',
    'an executive producer who is not designated gives no authority (F40)'),
  ('sarah', '{}', '42501 INSUFFICIENT_PERMISSIONS', 'a producer gives no authority from nothing'),
  ('lin', '{}', '42501 INSUFFICIENT_PERMISSIONS', 'a line producer gives none to themselves'),
  ('pam', '{}', '42501 INSUFFICIENT_PERMISSIONS', 'an accountant gives no authority'),
  ('dan', '{}', '42501 INSUFFICIENT_PERMISSIONS', 'the head of a department gives no authority'),
  ('ed', '{}', 'PT404 NOT_FOUND', 'an executive producer finds no other production'),
  ('eve', '{"to": "mal"}', 'PT404 NOT_FOUND', 'nobody is given authority who does not work there'),
  ('eve', '{"to": "nobody"}', 'PT404 NOT_FOUND', 'nobody is given authority who is not there'),
  ('eve', '{"to": null}', 'PT404 NOT_FOUND', 'null is given no authority'),
  ('eve', '{"code": "9000"}', 'PT404 NOT_FOUND', 'no authority is given for a foreign code'),
  ('eve', '{"code": null}', 'PT404 NOT_FOUND', 'no authority is given for no code'),
  ('eve', '{"currency": "EUROS"}', '22023 CURRENCY', 'authority is in a currency that there is'),
  ('eve', '{"once": "0"}', '22023 AMOUNT', 'authority for nothing at once is none'),
  ('eve', '{"once": null}', '22023 AMOUNT', 'authority without a limit at once is none'),
  ('eve', '{"all": null}', '22023 AMOUNT', 'authority without a limit in all is none'),
  ('eve', '{"all": "NaN"}', '22023 AMOUNT', 'authority for no number is none'),
  ('eve', '{"all": "Infinity"}', '22023 AMOUNT', 'authority without bounds is none'),
  ('eve', '{"once": "0.001"}', '22023 AMOUNT', 'authority for a tenth of a cent is none'),
  ('eve', '{"once": "1001"}', '22023', 'authority for more at once than in all is none'),
  ('eve', '{"phases": "{}"}', '22023', 'authority for no phase is none'),
  ('eve', '{"phases": "{prep,null}"}', '22023', 'authority for null among phases is none'),
  ('eve', '{"phases": "{shooting}"}', '22023', 'authority for a phase that is none is none'),
  ('eve', '{"union_agreement_ids": "{}"}', '22023', 'authority for no agreement is none'),
  ('eve', jsonb_build_object('union_agreement_ids', array[gen_random_uuid()]::text),
    'PT404 NOT_FOUND', 'authority for an agreement that is not there is none'),
  ('eve', jsonb_build_object('union_agreement_ids', (
      select array[a.id]::text from public.union_agreements as a where a.code = 'BETA-1')),
    'PT404 NOT_FOUND', 'authority for an agreement of another production is none'),
  ('eve', '{"valid_until": "infinity"}', '22023', 'authority does not end at infinity'),
  ('eve', '{"valid_until": "2020-01-01"}', '22023', 'authority does not end in the past'),
  ('eve', '{"valid_from": "2031-01-01", "valid_until": "2030-01-01"}', '22023',
    'authority ends after it begins')
) as c (name, more, answer, title);
select is((select count(*) from public.spending_authorities), 0::bigint,
  'authority that was refused left nothing');
select is(pg_temp.keep('lin', pg_temp.give('eve')), 'given',
  'the designated executive producer gives authority (F113, control)');
select is(pg_temp.give('eve'), pg_temp.kept('lin')::text,
  'authority that is given again before it was used is one');
select is(pg_temp.keep('phases', pg_temp.give('eve', '{"to": "kit", "phases": "{{wrap,prep},{prep,wrap}}"}')),
  'given', 'authority is given for two phases');
select is((select a.phases from public.spending_authorities as a
  where a.id = pg_temp.kept('phases')), array['prep', 'wrap'], 'each phase is named once');
update public.productions set executive_producer_id = tests.user_id('sarah')
where project_id = tests.project_id('Alpha');
select is(pg_temp.give('eve'), '42501 INSUFFICIENT_PERMISSIONS',
  'an executive producer who was replaced gives no authority');
select is(pg_temp.give('sarah', '{"to": "pam", "once": "1"}') ~ '^[0-9a-f-]{36}$', true,
  'whoever is designated and holds the key gives authority (control)');
update public.productions set executive_producer_id = tests.user_id('pia')
where project_id = tests.project_id('Alpha');
select is(pg_temp.give('pia'), '42501 INSUFFICIENT_PERMISSIONS',
  'being designated without the key gives no authority (F40)');
update public.productions set executive_producer_id = tests.user_id('eve')
where project_id = tests.project_id('Alpha');

-- passed on ------------------------------------------------------------------------------
create function pg_temp.pass(p_by text, p_from text, p_to text, p_once text, p_all text,
  p_more text default '')
returns text
language sql as $$
  select pg_temp.says(p_by, format(
    'select public.delegate_spending_authority(%L, %L, %L, %L%s)', pg_temp.kept(p_from),
    tests.id_for(p_to), p_once, p_all, p_more))
$$;
select is(pg_temp.pass(c.name, 'lin', c.to_name, c.once, c.total, c.more), c.answer, c.title)
from (values
  ('sarah', 'dan', '100', '600', '', '42501 INSUFFICIENT_PERMISSIONS',
    'a producer passes on no authority of others'),
  ('pam', 'dan', '100', '600', '', '42501 INSUFFICIENT_PERMISSIONS',
    'an accountant passes on no authority'),
  ('dan', 'kit', '100', '600', '', 'PT404 NOT_FOUND',
    'the head of a department finds no authority of others'),
  ('mal', 'dan', '100', '600', '', 'PT404 NOT_FOUND', 'a stranger finds no authority'),
  ('lin', 'lin', '100', '600', '', '22023', 'authority is not passed on to oneself'),
  ('lin', 'mal', '100', '600', '', 'PT404 NOT_FOUND',
    'authority is not passed on to who does not work there'),
  ('lin', 'gone', '100', '600', '', 'PT404 NOT_FOUND',
    'authority is not passed on to who works nowhere'),
  ('lin', 'dan', '501', '600', '', '42501 AUTHORITY_EXCEEDED',
    'a part takes no more at once than the authority (F113)'),
  ('lin', 'dan', '100', '1000.01', '', '42501 AUTHORITY_EXCEEDED',
    'a part takes no more in all than the authority (F113)'),
  ('lin', 'dan', '0', '600', '', '22023 AMOUNT', 'a part of nothing at once is none'),
  ('lin', 'dan', '100', 'NaN', '', '22023 AMOUNT', 'a part of no number is none'),
  ('lin', 'dan', '100', null, '', '22023 AMOUNT', 'a part without a limit is none'),
  ('lin', 'dan', '0.001', '600', '', '22023 AMOUNT', 'a part of a tenth of a cent is none'),
  ('lin', 'dan', '200', '100', '', '22023', 'a part of more at once than in all is none'),
  ('lin', 'dan', '100', '600', format(', %L', pg_temp.id('4000')), '42501 AUTHORITY_EXCEEDED',
    'a part is for a code below that of the authority (F113)'),
  ('lin', 'dan', '100', '600', format(', %L', pg_temp.id('9000')), 'PT404 NOT_FOUND',
    'a part is for a code of the production'),
  ('lin', 'dan', '100', '600', ', null, ''infinity''', '22023', 'a part does not end at infinity'),
  ('lin', 'dan', '100', '600', ', null, ''2020-01-01''', '22023', 'a part does not end in the past')
) as c (name, to_name, once, total, more, answer, title);
select is((select a.reserved from public.spending_authorities as a
  where a.id = pg_temp.kept('lin')), 0::numeric, 'what was refused reserved nothing');
select is(pg_temp.keep('dan', pg_temp.pass('lin', 'lin', 'dan', '300', '600',
  format(', %L', pg_temp.id('3300')))), 'given', 'a line producer passes on a part (F113, control)');
select is((select a.reserved from public.spending_authorities as a
  where a.id = pg_temp.kept('lin')), 600::numeric, 'a part is reserved where it comes from (F113)');
select is(pg_temp.pass('lin', 'lin', 'dan', '300', '600', format(', %L', pg_temp.id('3300'))),
  '42501 AUTHORITY_EXCEEDED', 'an authority is not passed on twice (F113)');
select is(pg_temp.keep('kit', pg_temp.pass('lin', 'lin', 'kit', '400', '400')), 'given',
  'the rest is passed on (F113, control)');
savepoint alike;
select isnt(pg_temp.give('eve', '{"to": "kit", "once": "400", "all": "400"}'),
  pg_temp.kept('kit')::text,
  'what is given is not a part that was passed on, however alike (F113)');
rollback to alike;
select is(pg_temp.pass('dan', 'dan', 'kit', '1', '1'), '42501 INSUFFICIENT_PERMISSIONS',
  'whoever may not pass on passes on no part');
select is(pg_temp.keep('short', pg_temp.give('eve', jsonb_build_object('to', 'sarah',
  'phases', '{prep}', 'valid_until', now() + interval '1 day'))), 'given',
  'authority is given for a day');
select is(pg_temp.pass('sarah', 'short', 'lin', '1', '1',
  format(', null, %L', now() + interval '2 days')), '42501 AUTHORITY_EXCEEDED',
  'a part does not outlast the authority (F113)');
select is(pg_temp.keep('part', pg_temp.pass('sarah', 'short', 'lin', '100', '500')), 'given',
  'a part is passed on without an end of its own');
select is(pg_temp.keep('part of it', pg_temp.pass('lin', 'part', 'dan', '50', '200')), 'given',
  'a part is passed on in turn');
select results_eq(
  $$ select a.phases, a.valid_until, a.currency, a.delegated_by
     from public.spending_authorities as a where a.id = pg_temp.kept('part of it') $$,
  $$ select array['prep'], a.valid_until, 'USD', tests.user_id('lin')
     from public.spending_authorities as a where a.id = pg_temp.kept('short') $$,
  'a part has the phases and the end of what it is a part of (F113)');

-- what stands ----------------------------------------------------------------------------
create function pg_temp.fits(p_name text, p_code text default '3300') returns text
language sql as $$
  select string_agg(i.name, ' ' order by i.name)
  from public.cost_codes as c
  cross join lateral stagedoor_film.fitting_authorities(
    tests.user_id(p_name), c, null, 'USD', 'prep') as f
  join ids as i on i.id = f.id
  where c.id = pg_temp.id(p_code)
$$;
select is(pg_temp.fits('dan'), 'dan part of it', 'parts count below their code (control)');
savepoint left_alone;
select tests.freeze_time(now() + interval '1 day');
select is(pg_temp.fits('dan'), 'dan', 'a part ends with what it is a part of (F113)');
select tests.unfreeze_time();
rollback to left_alone;
select tests.revoke((select r.id from roles as r where r.name = 'lin'));
select is(pg_temp.fits('dan'), null,
  'parts do not count while whoever passed them on may pass on nothing (F113)');
rollback to left_alone;
select tests.revoke((select r.id from roles as r where r.name = 'sarah'));
select is(pg_temp.fits('dan'), 'dan',
  'a part of a part does not count where the first who passed it on may no longer (F113)');
rollback to left_alone;
select tests.freeze_time(now() + interval '1 day');
select is(pg_temp.pass('sarah', 'short', 'lin', '1', '1'), '23514 AUTHORITY_OVER',
  'an authority that is over is not passed on');
select tests.unfreeze_time();
rollback to left_alone;

-- spent and ended ------------------------------------------------------------------------
create function pg_temp.sign(p_as text, p_name text, p_amount numeric, p_code text default '3300')
returns text
language sql as $$
  insert into ids select p_as, pg_temp.says('pam', format(
    'select public.submit_transaction(%L, %L, %s, ''USD'', %L, %L)', pg_temp.id(p_code),
    pg_temp.id('line ' || p_code), p_amount, p_as, p_as))::uuid;
  select pg_temp.says(p_name, format(
    'select public.approve_transaction(%L) ->> ''status''', pg_temp.kept(p_as)))
$$;
create function pg_temp.ledger(p_name text) returns text
language sql as $$
  select format('%s spent, %s reserved', trim_scale(a.spent), trim_scale(a.reserved))
  from public.spending_authorities as a where a.id = pg_temp.kept(p_name)
$$;
select is(pg_temp.sign('signed', 'dan', 250), 'signed', 'a part is signed under (F113)');
select is(pg_temp.ledger('dan'), '250 spent, 0 reserved', 'a part is debited (F113)');
select is(pg_temp.ledger('lin'), '0 spent, 1000 reserved',
  'what a part spends was reserved where it comes from (F113)');
select is(pg_temp.sign('never', 'lin', 1, '2010'), 'signed',
  'whoever passed all of one on signs under another authority');
select is(pg_temp.ledger('part'), '1 spent, 200 reserved', 'that other one is debited');
create function pg_temp.finish_it(p_by text, p_name text, p_reason text default 'over')
returns text
language sql as $$
  select pg_temp.says(p_by, format('select public.end_spending_authority(%L, %L)',
    pg_temp.kept(p_name), p_reason))
$$;
select is(pg_temp.finish_it(c.name, c.of, c.reason), c.answer, c.title)
from (values
  ('sarah', 'dan', 'over', '42501 INSUFFICIENT_PERMISSIONS',
    'a producer ends no authority that others gave'),
  ('pam', 'dan', 'over', '42501 INSUFFICIENT_PERMISSIONS', 'an accountant ends no authority'),
  ('dan', 'dan', 'over', '42501 INSUFFICIENT_PERMISSIONS', 'nobody ends their own authority'),
  ('kit', 'dan', 'over', 'PT404 NOT_FOUND', 'a head of department finds no authority of others'),
  ('mal', 'dan', 'over', 'PT404 NOT_FOUND', 'a stranger finds no authority to end'),
  ('lin', 'none', 'over', 'PT404 NOT_FOUND', 'an authority that is not there is not ended'),
  ('lin', 'dan', null, '22023', 'an authority is ended for a reason'),
  ('lin', 'dan', repeat('x', 1001), '22023', 'an authority is ended for a short reason'),
  ('lin', 'lin', 'over', '42501 INSUFFICIENT_PERMISSIONS',
    'a line producer does not end what was given to them')
) as c (name, of, reason, answer, title);
select is(pg_temp.finish_it('lin', 'dan'), 'true', 'whoever passed a part on ends it (control)');
select is(pg_temp.finish_it('lin', 'dan'), 'false', 'a part that was ended is not ended again');
select is(pg_temp.ledger('lin'), '0 spent, 650 reserved',
  'what a part did not spend is free again where it comes from (F113)');
select is(pg_temp.fits('dan'), 'part of it', 'a part that was ended does not count (F113)');
savepoint ended;
select is(pg_temp.finish_it('eve', 'lin', 'all of it'), 'true',
  'an authority of which a part was ended is ended (control)');
select is((select a.end_reason from public.spending_authorities as a
  where a.id = pg_temp.kept('dan')), 'over', 'a part that was ended stays as it was ended (F113)');
rollback to ended;
select throws_ok(
  format('update public.spending_authorities set %s where id = %L', c.change,
    pg_temp.kept('dan')),
  '23514', 'An authority stays as it was given until it ends',
  format('no hand sets %s of an authority that was ended', c.change))
from (values ('end_reason = ''Storm'''), ('ended_by = ''' || tests.user_id('eve') || ''''))
  as c (change);
select is(pg_temp.says('pia', format('select public.void_transaction(%L, %L) ->> ''status''',
  pg_temp.kept('signed'), 'wrong')), 'voided', 'a cost signed under an ended part is voided');
select is(pg_temp.ledger('dan') || ', ' || pg_temp.ledger('lin'),
  '0 spent, 0 reserved, 0 spent, 400 reserved',
  'a void gives back where an ended part came from (F113)');
select is(pg_temp.sign('deep', 'dan', 50), 'signed', 'a part of a part is signed under');
select is(pg_temp.finish_it('eve', 'short'), 'true',
  'an executive producer ends an authority and all that was passed on from it (F113)');
select results_eq(
  $$ select i.name, a.ended_by, a.end_reason from public.spending_authorities as a
     join ids as i on i.id = a.id where a.ended_at is not null order by 1 $$,
  $$ values ('dan', tests.user_id('lin'), 'over'), ('part', tests.user_id('eve'), 'over'),
       ('part of it', tests.user_id('eve'), 'over'), ('short', tests.user_id('eve'), 'over') $$,
  'what was passed on from an authority ends with it (F113)');
select is(concat_ws('; ', pg_temp.ledger('part of it'), pg_temp.ledger('part'),
  pg_temp.ledger('short')), '50 spent, 0 reserved; 1 spent, 50 reserved; 0 spent, 51 reserved',
  'of ended parts what was spent stays reserved above them (F113)');
select is(pg_temp.fits('dan'), null, 'what was ended signs nothing (F113)');
select is(pg_temp.says('pia', format('select public.void_transaction(%L, %L) ->> ''status''',
  pg_temp.kept('deep'), 'wrong')), 'voided', 'a cost signed under a part of a part is voided');
select is(concat_ws('; ', pg_temp.ledger('part of it'), pg_temp.ledger('part'),
  pg_temp.ledger('short')), '0 spent, 0 reserved; 1 spent, 0 reserved; 0 spent, 1 reserved',
  'a void gives back along all ended parts (F113)');
select is(pg_temp.pass('sarah', 'short', 'lin', '1', '1'), '23514 AUTHORITY_OVER',
  'an authority that was ended is not passed on');

select pg_temp.keep('brief', pg_temp.give('eve', '{"once": "7", "all": "7"}'));
select pg_temp.finish_it('eve', 'brief');
select isnt(pg_temp.give('eve', '{"once": "7", "all": "7"}'), pg_temp.kept('brief')::text,
  'authority that was ended is given anew');

select tests.flush();
delete from public.spending_authorities as a where a.id = pg_temp.kept('brief');
select tests.flush();
select results_eq(
  $$ select e.event, e.object_id
     from stagedoor.get_audit_events(tests.project_id('Alpha'), 1, null, null) as e $$,
  $$ values ('spending_authority.deleted', pg_temp.kept('brief')::text) $$,
  'an authority that the owner of the database deletes is an event (F113)');

-- a closed place -------------------------------------------------------------------------
select tests.archive('Alpha');
select is(pg_temp.give('eve'), '42501 INSUFFICIENT_PERMISSIONS',
  'in an archived production no authority is given');
select is(pg_temp.finish_it('lin', 'kit'), '42501 INSUFFICIENT_PERMISSIONS',
  'in an archived production no authority is ended');

select * from finish();
rollback;
