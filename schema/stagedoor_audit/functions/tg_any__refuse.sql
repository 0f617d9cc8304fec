-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_audit.tg_any__refuse()
  returns trigger
  language plpgsql
  set search_path to ''
  AS $function$
begin
  raise insufficient_privilege using
    message = format(
      'The audit log is append-only: no %s of %s', lower(tg_op), tg_table_name);
end;
$function$;

alter function "stagedoor_audit"."tg_any__refuse"() owner to "stagedoor_auditor";

comment on function "stagedoor_audit"."tg_any__refuse"() is 'Refuse to change or remove what was recorded. Raises 42501.';

revoke all on function "stagedoor_audit"."tg_any__refuse"() from public;
