-- Generated from migrations/ by "npm run generate". Do not edit.

create view "stagedoor"."live_logins" with (security_invoker=true) AS  SELECT id
   FROM auth.users u
  WHERE ((deleted_at IS NULL) AND (NOT COALESCE(is_anonymous, false)) AND ((banned_until IS NULL) OR (banned_until <= stagedoor.instant())));

comment on view "stagedoor"."live_logins" is 'The logins that count: not deleted, not banned, not anonymous (F95).

A token stays valid after a ban; this view stops it at the next statement.';

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "stagedoor"."live_logins"
  to "postgres";
