-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.take_back_failure (
  p_kind    text,
  p_subject text
)
  returns void
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Writes rate_limits, which no request role may.
begin
  update stagedoor.rate_limits as r
  set failed_at = array(
    select kept.failed_at
    from unnest(r.failed_at) as kept (failed_at)
    order by kept.failed_at desc
    offset 1
  )
  where r.kind = p_kind and r.subject = p_subject;
  delete from stagedoor.rate_limits as r
  where r.kind = p_kind and r.subject = p_subject and r.failed_at = '{}';
end;
$function$;

comment on function "stagedoor"."take_back_failure"(text, text) is 'Take back the newest failure of a subject: the attempt was none.

In the transaction that counted it, so nobody else has counted since.';

revoke all on function "stagedoor"."take_back_failure"(text, text) from public;

grant execute on function "stagedoor"."take_back_failure"(text, text) to "postgres";
