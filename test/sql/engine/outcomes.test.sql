-- Refused outcomes: what an attempt answers that must not raise (F86, F87, F92).
begin;
select plan(21);

-- The shape -------------------------------------------------------------------------------
select is(
  stagedoor.refused(410, 'withdrawn', 'The invitation was withdrawn', 'Ask for a new one.'),
  '{"ok": false, "reason": "withdrawn", "error_code": "WITHDRAWN", "code": "PT410",
    "message": "The invitation was withdrawn", "details": "{\"error_code\": \"WITHDRAWN\"}",
    "hint": "Ask for a new one.", "retry_after": null}',
  'F86: a refused outcome has what an error has, and its reason');
select is(current_setting('response.status'), '410',
  'F86: a refused outcome has the HTTP status of its code');
select is(
  stagedoor.refused(
    429, 'too_many_tries', 'Too many', p_retry_at => clock_timestamp() + interval '90.5 s')
    ->> 'retry_after', '91', 'F92: retry_after is in whole seconds, and never too few');
select is(
  (stagedoor.refused(
    429, 'too_many_tries', 'Too many', p_retry_at => clock_timestamp() + interval '90.5 s')
    ->> 'details')::jsonb, '{"error_code": "TOO_MANY_TRIES", "retry_after": 91}',
  'F92: the details of an outcome are JSON and say when to try again');
select is(
  stagedoor.refused(400, 'out_of_range', 'Out of range', p_more => '{"at_most": 60}')
    - 'details',
  '{"ok": false, "reason": "out_of_range", "error_code": "OUT_OF_RANGE", "code": "PT400",
    "message": "Out of range", "hint": null, "retry_after": null, "at_most": 60}',
  'an outcome carries what its call adds');
select is(
  (stagedoor.refused(400, 'out_of_range', 'Out of range', p_more => '{"at_most": 60}')
    ->> 'details')::jsonb, '{"error_code": "OUT_OF_RANGE", "at_most": 60}',
  'the details of an outcome carry what its call adds');
select is(stagedoor.seconds_until(at), seconds, why)
from (values
  (null::timestamptz, null::integer, 'F92: without a moment there is nothing to wait for'),
  (now() - interval '1 hour', 1, 'F92: a moment that is over is a second away'),
  (clock_timestamp() + interval '1 hour', 3600, 'F92: an hour is 3600 seconds')
) as s (at, seconds, why);

-- Lost races, and what nobody could foresee ---------------------------------------------
select is(stagedoor.busy() - array['message', 'details'],
  '{"ok": false, "reason": "busy", "error_code": "BUSY", "code": "PT429", "hint": null,
    "retry_after": 1}', 'a lost race is tried again in a second');
select is(stagedoor.unfinished_attempt(state) ->> 'reason', reason,
  format('an attempt that ends with %s is %s', state, reason))
from (values
  ('40001', 'busy'), ('40P01', 'busy'), ('55P03', 'busy'), ('57014', 'busy'),
  ('PT409', 'busy'), ('23514', 'failed'), ('XX000', 'failed')
) as u (state, reason);
select is(stagedoor.unfinished_attempt('XX000') ->> 'code', 'PT409',
  'an attempt that something else broke is a conflict');

-- One function makes them -----------------------------------------------------------------
select is_empty(
  $$ select f.oid::regprocedure
     from pg_proc as f
     join pg_namespace as n on n.oid = f.pronamespace
     where (n.nspname = 'public' or n.nspname like 'stagedoor%')
       and f.prosrc ~ '''ok'',\s*false|"ok"\s*:\s*false'
       and f.oid <> 'stagedoor.refused'::regproc $$,
  'F86: no function but one makes a refused outcome');
select isnt_empty(
  $$ select from pg_proc as f
     where f.oid = 'stagedoor.refused'::regproc and f.prosrc ~ '''ok'',\s*false' $$,
  'the one function that makes refused outcomes is found (control)');
select is_empty(
  $$ select f.oid::regprocedure
     from pg_proc as f
     join pg_namespace as n on n.oid = f.pronamespace
     where (n.nspname = 'public' or n.nspname like 'stagedoor%')
       and f.prosrc ~ 'TOO_MANY_REQUESTS'
       and f.prosrc !~
         'TOO_MANY_REQUESTS''?\s*,\s*''retry_after'',\s*stagedoor\.seconds_until' $$,
  'F92: every PT429 says in seconds when to try again');

select * from finish();
rollback;
