-- Generated from migrations/ by "npm run generate". Do not edit.

create view "stagedoor_theatre"."standing_shares" with (security_invoker=true) AS  SELECT h.id AS share_id,
    s.id AS script_id,
    h.shared_with_user_id,
    h.permissions,
        CASE
            WHEN (h.expires_at <= stagedoor.instant()) THEN 'expired'::text
            WHEN (h.access_count >= h.max_uses) THEN 'used_up'::text
            ELSE NULL::text
        END AS over
   FROM ((public.script_shares h
     CROSS JOIN LATERAL ( SELECT h.script_id
        UNION ALL
         SELECT l.script_id
           FROM (public.show_scripts l
             JOIN public.shows w ON ((w.project_id = l.project_id)))
          WHERE ((l.project_id = h.project_id) AND (w.owner_id = h.created_by))) opened)
     JOIN public.scripts s ON ((s.id = opened.script_id)))
  WHERE (h.is_active AND (h.created_by = s.owner_id) AND ((h.valid_from IS NULL) OR (h.valid_from <= stagedoor.instant())) AND stagedoor.account_is_live(s.owner_id) AND stagedoor_theatre.script_is_open(s.id));

comment on view "stagedoor_theatre"."standing_shares" is 'Shares that still stand, with each script of theirs.

Begun and not revoked; of an owner whose account is open, who has the script still; not
after closing night. over: expired or used_up, else null.';

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "stagedoor_theatre"."standing_shares"
  to "postgres";
