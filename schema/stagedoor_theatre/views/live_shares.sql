-- Generated from migrations/ by "npm run generate". Do not edit.

create view "stagedoor_theatre"."live_shares" with (security_invoker=true) AS  SELECT share_id,
    script_id,
    shared_with_user_id,
    permissions
   FROM stagedoor_theatre.standing_shares s
  WHERE (over IS NULL);

comment on view "stagedoor_theatre"."live_shares" is 'Shares that open something now, with each script that they open (F78).

Standing, not expired and not used up.';

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "stagedoor_theatre"."live_shares"
  to "postgres";
