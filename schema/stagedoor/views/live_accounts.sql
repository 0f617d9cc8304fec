-- Generated from migrations/ by "npm run generate". Do not edit.

create view "stagedoor"."live_accounts" with (security_invoker=true) AS  SELECT id
   FROM stagedoor.live_logins l
  WHERE (NOT (EXISTS ( SELECT
           FROM stagedoor.user_accounts a
          WHERE ((a.id = l.id) AND (a.deleted_at IS NOT NULL) AND (a.auth_user_id IS NOT NULL)))));

comment on view "stagedoor"."live_accounts" is 'The users whose token counts: login live, account not closed (F95).

A user without an account yet is live. A closed account holds nothing: closing it revokes
its accesses, no access is written for it afterwards, and decide asks this view.';

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "stagedoor"."live_accounts"
  to "postgres";
