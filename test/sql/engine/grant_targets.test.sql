-- stagedoor.grant_targets: the bits that a decision reads are those that key_bits computes.
begin;
select plan(17);

-- Each bit as key_bits gives it to a key of one policy, at the project and from above.
create temporary table bits as
select b.name, (b.bits -> 'a:b')::integer as bits
from (values
  ('deny', stagedoor.key_bits('{}', '{}', '{}', '{a:b}', '{}', '{}')),
  ('allow', stagedoor.key_bits('{a:b}', '{}', '{}', '{}', '{}', '{}')),
  ('own', stagedoor.key_bits('{}', '{a:b}', '{}', '{}', '{}', '{}')),
  ('locked', stagedoor.key_bits('{}', '{}', '{a:b}', '{}', '{}', '{}')),
  ('step_up', stagedoor.key_bits('{}', '{}', '{}', '{}', '{}', '{a:b}'))
) as b (name, bits);
create temporary table narrow_bits as
select b.name, (b.bits -> 'a:b')::integer as bits
from (values
  ('deny', stagedoor.key_bits('{}', '{}', '{}', '{a:b}', '{deny a:b}', '{}')),
  ('allow', stagedoor.key_bits('{a:b}', '{}', '{}', '{}', '{allow a:b}', '{}')),
  ('own', stagedoor.key_bits('{}', '{a:b}', '{}', '{}', '{own a:b}', '{}')),
  ('locked', stagedoor.key_bits('{}', '{}', '{a:b}', '{}', '{locked a:b}', '{}'))
) as b (name, bits);
-- The constants as the two functions spell them.
create temporary table constants as
select f.proname, c.part[1] as name, c.part[2]::integer as value
from pg_proc as f
cross join lateral regexp_matches(
  f.prosrc, 'c_(\w+)\s+constant integer := (\d+)', 'g') as c (part)
where f.pronamespace = 'stagedoor'::regnamespace
  and f.proname in ('can', 'scopes_granting');

select is(b.bits & 65535, c.value, format('%s names the bit of %s', c.proname, c.name))
from constants as c join bits as b on b.name = c.name;
select is(
  (select bit_or(b.bits >> 16) from narrow_bits as b), c.value,
  'can names the bits of what reaches assigned projects only')
from constants as c where c.proname = 'can' and c.name = 'assigned';
select is((select bit_or(b.bits & 65535) from bits as b where b.name <> 'step_up'), c.value,
  format('%s names the bits of the four policies', c.proname))
from constants as c where c.name = 'policies';
select is(
  (select bit_or(x.bits) from (
     select b.bits & 65535 as bits from bits as b where b.name in ('deny', 'allow', 'step_up')
     union all select n.bits >> 16 from narrow_bits as n) as x), c.value,
  'can names the bits that make a case uncommon')
from constants as c where c.name = 'common';
select is(
  (select bit_or(x.bits) from (
     select b.bits >> 16 as bits from bits as b where b.name <> 'step_up'
     union all select n.bits >> 16 from narrow_bits as n) as x), c.value,
  'scopes_granting names the bits of what is held above')
from constants as c where c.name = 'above';
select is(count(*), 15::bigint,
  'every constant of the two functions is compared') from constants;

-- another name of a key ---------------------------------------------------------------------
select tests.create_permission('props:lone');
update stagedoor.permissions set permission_key = 'props:alone'
where permission_key = 'props:lone';
select is(
  (select t.allow_keys from stagedoor.grant_targets as t
   where t.id = tests.permission_id('props:alone')),
  array['props:alone'], 'a key that is renamed is granted by its new name');

select * from finish();
rollback;
