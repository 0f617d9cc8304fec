-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_audit.erase (
  p_person_ids uuid[],
  p_emails     text[]
)
  returns bigint
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Deletes personal values, which nobody else may.
declare
  v_erased bigint;
begin
  delete from stagedoor_audit.personal_values as v
  where v.person_id = any (p_person_ids)
    -- An invitation knows an address and nobody who it belongs to yet.
    or (v.person_id is null and lower(v.value) = any (p_emails));
  get diagnostics v_erased = row_count;
  return v_erased;
end;
$function$;

alter function "stagedoor_audit"."erase"(uuid[], text[]) owner to "stagedoor_auditor";

comment on function "stagedoor_audit"."erase"(uuid[], text[]) is 'Delete what the log holds about people, with the salts; how many.

Without its salt a hash cannot be guessed, so what is left says nothing about anybody.';

revoke all on function "stagedoor_audit"."erase"(uuid[], text[]) from public;

grant execute on function "stagedoor_audit"."erase"(uuid[], text[]) to "postgres";
