-- Generated from migrations/ by "npm run generate". Do not edit.

create view "stagedoor_theatre"."live_shares" with (security_invoker=true) AS  SELECT h.id AS share_id,
    s.id AS script_id,
    h.shared_with_user_id,
    h.permissions
   FROM (public.script_shares h
     JOIN public.scripts s ON (((s.id = h.script_id) OR (EXISTS ( SELECT
           FROM (public.show_scripts l
             JOIN public.shows w ON ((w.project_id = l.project_id)))
          WHERE ((l.project_id = h.project_id) AND (l.script_id = s.id) AND (w.owner_id = s.owner_id)))))))
  WHERE (h.is_active AND ((h.valid_from IS NULL) OR (h.valid_from <= stagedoor.instant())) AND ((h.expires_at IS NULL) OR (h.expires_at > stagedoor.instant())) AND ((h.max_uses IS NULL) OR (h.access_count < h.max_uses)) AND stagedoor.account_is_live(s.owner_id) AND stagedoor_theatre.script_is_open(s.id));

comment on view "stagedoor_theatre"."live_shares" is 'Shares that open something now, with each script that they open (F78).

Not revoked, not expired, not used up; of an owner whose account is open, and not after
closing night.';

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "stagedoor_theatre"."live_shares"
  to "postgres";
