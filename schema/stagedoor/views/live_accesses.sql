-- Generated from migrations/ by "npm run generate". Do not edit.

create view "stagedoor"."live_accesses" with (security_invoker=true) AS  SELECT id,
    user_id,
    scope_type,
    scope_id,
    grant_type,
    grant_id,
    valid_from,
    valid_until,
    delegated_from
   FROM stagedoor.open_accesses a
  WHERE ((valid_from IS NULL) OR (valid_from <= stagedoor.instant()));

comment on view "stagedoor"."live_accesses" is 'Accesses that count now: active and in their window (F19, F98).

Delegations are among them; each counts only while its source does, see
delegation_standing.';

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "stagedoor"."live_accesses"
  to "postgres";
