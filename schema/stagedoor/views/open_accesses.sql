-- Generated from migrations/ by "npm run generate". Do not edit.

create view "stagedoor"."open_accesses" with (security_invoker=true) AS  SELECT id,
    user_id,
    scope_type,
    scope_id,
    grant_type,
    grant_id,
    valid_from,
    valid_until,
    delegated_from
   FROM stagedoor.user_accesses a
  WHERE ((status = 'Active'::text) AND ((valid_until IS NULL) OR (valid_until > stagedoor.instant())));

comment on view "stagedoor"."open_accesses" is 'Accesses that count now or are still to begin: active and not over.';

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "stagedoor"."open_accesses"
  to "postgres";
