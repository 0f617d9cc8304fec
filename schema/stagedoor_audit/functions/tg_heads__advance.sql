-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_audit.tg_heads__advance()
  returns trigger
  language plpgsql
  set search_path to ''
  AS $function$
begin
  if new.sequence_id <> old.sequence_id or new.last_seq <= old.last_seq then
    raise insufficient_privilege using
      message = 'The audit log is append-only: a sequence only grows';
  end if;
  return new;
end;
$function$;

alter function "stagedoor_audit"."tg_heads__advance"() owner to "stagedoor_auditor";

comment on function "stagedoor_audit"."tg_heads__advance"() is 'Refuse to turn a sequence back. Raises 42501.';

revoke all on function "stagedoor_audit"."tg_heads__advance"() from public;
