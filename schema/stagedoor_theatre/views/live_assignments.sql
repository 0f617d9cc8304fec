-- Generated from migrations/ by "npm run generate". Do not edit.

create view "stagedoor_theatre"."live_assignments" with (security_invoker=true) AS  SELECT a.id,
    a.project_id,
    a.user_id,
    a.department_id,
    a.scope_id
   FROM (public.show_assignments a
     JOIN stagedoor.scopes s ON ((s.id = a.scope_id)))
  WHERE ((NOT s.is_archived) AND ((a.valid_from IS NULL) OR (a.valid_from <= stagedoor.instant())) AND ((a.valid_until IS NULL) OR (a.valid_until > stagedoor.instant())) AND (EXISTS ( SELECT
           FROM stagedoor.live_accesses held
          WHERE ((held.user_id = a.user_id) AND (held.scope_id = ANY (ARRAY[a.scope_id, a.project_id])) AND (held.delegated_from IS NULL)))));

comment on view "stagedoor_theatre"."live_assignments" is 'Assignments that count now: in their window, in a show that runs.

And with an access there: whoever had theirs revoked works there no more.';

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "stagedoor_theatre"."live_assignments"
  to "postgres";
