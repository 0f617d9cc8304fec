-- Generated from migrations/ by "npm run generate". Do not edit.

create view "stagedoor"."live_accounts" with (security_invoker=true) AS  SELECT id
   FROM stagedoor.live_logins l
  WHERE (NOT (EXISTS ( SELECT
           FROM stagedoor.user_accounts a
          WHERE ((a.id = l.id) AND (a.deleted_at IS NOT NULL) AND (a.auth_user_id IS NOT NULL)))));

comment on view "stagedoor"."live_accounts" is 'The users whose token counts: login live, account not closed (F95).

Whoever never did anything here has no account yet, and is live; so is a login that was made
anew with its id, whose account is opened again at first use.';

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "stagedoor"."live_accounts"
  to "postgres";
