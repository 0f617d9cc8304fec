/**
 * Bugs that somebody could write, planted into the real functions to see that they are found. Each
 * is one change of text in one function, view or policy; a change that no longer fits is an error.
 */
import { Failure } from "../../scripts/lib/failure.ts";
import type { Sql } from "../../scripts/dev/sql.ts";

export interface PlantedBug {
  rule: string;
  /** Where it stands; `stagedoor` unless said otherwise. */
  schema?: string;
  /** A function, a view or a policy there. */
  routine: string;
  /** As it stands in the function, but for the width of its blanks. */
  find: string;
  write: string;
}

export const PLANTED_BUGS: readonly PlantedBug[] = [
  {
    rule: "a deny travels to what its key implies",
    routine: "refresh_grant_targets",
    find: "where c.policy <> 'deny'",
    write: "",
  },
  {
    rule: "a window still holds at its end",
    routine: "can",
    find: "a.valid_until > v_now",
    write: "a.valid_until >= v_now",
  },
  {
    rule: "a window does not yet hold at its beginning",
    routine: "can",
    find: "a.valid_from <= v_now",
    write: "a.valid_from < v_now",
  },
  {
    rule: ":assigned leaks to a sibling of the project that one works in",
    routine: "is_assigned",
    find: "where s.project_id = p_project_id",
    write: "where s.project_id is not null",
  },
  {
    rule: "an elevation opens another session of the same person",
    routine: "elevated_scopes",
    find: "and e.session_id = p_session_id",
    write: "",
  },
  {
    rule: "own asks only that there is an owner",
    routine: "can",
    find: "p_owner_id = v_user_id",
    write: "p_owner_id is not null",
  },
  {
    rule: "a delegation outlives its source",
    routine: "delegation_standing",
    find: "v_source.state <> 'live'",
    write: "false",
  },
  {
    rule: "a ban is not looked at",
    routine: "live_logins",
    find: "banned_until <= stagedoor.instant()",
    write: "true",
  },
  {
    rule: "policies forget the second factor",
    routine: "scopes_granting",
    find: "stagedoor.session_aal() <> 'aal2'",
    write: "false",
  },
  {
    rule: "a second factor is believed after it is gone",
    routine: "session_aal",
    find: "and s.aal::pg_catalog.text = 'aal2'",
    write: "",
  },
  {
    rule: "a second factor is believed after its session has ended",
    routine: "session_aal",
    find: "and (s.not_after is null or s.not_after > stagedoor.instant())",
    write: "",
  },
  {
    rule: "an archived scope is open like any other",
    routine: "can",
    find: "elsif v_archived and",
    write: "elsif false and",
  },
  {
    rule: "an invitation counts before it is accepted",
    routine: "can",
    find: "where a.status = 'Active'",
    write: "where a.status <> 'Revoked'",
  },
  {
    rule: "implications are followed for one step only",
    routine: "refresh_grant_targets",
    find: "from closed as c join",
    write: "from links as c join",
  },
  {
    rule: "an answer may be kept for longer than what it stands on",
    routine: "decide",
    find: "v_effects.earliest_end, v_effects.earliest_start,",
    write: "",
  },
  {
    rule: "a menu forgets what is held in a department",
    routine: "page_keys",
    find: "held_keys || v_below.held_keys",
    write: "held_keys",
  },
  {
    rule: "everybody may read everybody's menu",
    routine: "menu_keys",
    find: "perform stagedoor.enforce('access:view', p_project_id);",
    write: "null;",
  },
  {
    rule: "an app that carries somebody's token is that person",
    routine: "caller_id",
    find: "stagedoor.client_id() is not null",
    write: "false",
  },
  {
    rule: "a list shows departments in which its reader is denied",
    routine: "scopes_listed",
    find: "and stagedoor.can(p_permission_key, s.id, p_owner_id)",
    write: "and (not s.is_archived or stagedoor.counts_when_archived(p_permission_key))",
  },
  {
    rule: "a list shows archived departments",
    routine: "scopes_listed",
    find: "and stagedoor.can(p_permission_key, s.id, p_owner_id)",
    write: "and (s.is_archived or stagedoor.can(p_permission_key, s.id, p_owner_id))",
  },
  {
    rule: "a list forgets the departments of its project",
    routine: "scopes_listed",
    find: "(s.id = p_scope_id or s.project_id = p_scope_id)",
    write: "s.id = p_scope_id",
  },
  {
    rule: "an organization's list shows its projects",
    routine: "scopes_listed",
    find: "(s.id = p_scope_id or s.project_id = p_scope_id)",
    write: "p_scope_id = any (s.path)",
  },
  {
    rule: "a page begins with the last row of the one before",
    routine: "list_accesses",
    find: "a.id > p_after",
    write: "a.id >= p_after",
  },
  {
    rule: "an invitation that was taken back is listed",
    routine: "list_invitations",
    find: "a.status = 'Invited'",
    write: "a.status <> 'Active'",
  },
  {
    rule: "an invitation is listed as open at the moment at which it ends",
    routine: "list_invitations",
    find: "i.expires_at <= v_now",
    write: "i.expires_at < v_now",
  },
  {
    rule: "an alert that was looked at stands before an open one",
    routine: "list_alerts",
    find: "order by a.acknowledged_at is not null,",
    write: "order by",
  },
  {
    rule: "a log is read with the events of departments in which it is denied",
    routine: "unreadable_departments",
    find: "stagedoor.is_service()",
    write: "true",
  },
  {
    rule: "a log is exported with the events of departments in which it is denied",
    routine: "export_audit",
    find: "stagedoor.unreadable_departments(v_sequence_id) <> '{}'",
    write: "false",
  },
  {
    rule: "roles of another tenant are listed",
    routine: "list_roles",
    find: "r.scope_id = any (v_path)",
    write: "v_path is not null",
  },
  {
    rule: "the matrix lists a key by its weakest policy",
    routine: "get_role_matrix",
    find: "min(c.strength)",
    write: "max(c.strength)",
  },
  {
    rule: "an archived project stays in the list of one's projects",
    routine: "get_my_projects",
    find: "and not s.is_archived",
    write: "",
  },
  {
    rule: "a delegation is listed as live after its source has ended",
    routine: "list_my_delegations",
    find: "when 'live' then (",
    write: "when 'withdrawn' then (",
  },
  {
    rule: "an explanation blames the access for a second factor",
    routine: "step_of",
    find: "'expired', 'revoked', 'no_permission')",
    write: "'expired', 'revoked', 'no_permission', 'needs_aal2')",
  },
  {
    rule: "an explanation forgets the owner",
    routine: "decision_asked",
    find: "v_caller, p_permission_key, p_scope_id, p_owner_id,",
    write: "v_caller, p_permission_key, p_scope_id, null,",
  },
  {
    rule: "anybody is told why somebody else may not",
    routine: "decision_asked",
    find: "perform stagedoor.enforce('access:view', p_scope_id);",
    write: "",
  },
  {
    rule: "an explanation fails at a step before the one that decides",
    routine: "explain_access",
    find: "when checkpoint = 'caller' and v_asked.reason = 'not_a_member' then 'info'",
    write: "when checkpoint = 'caller' and v_asked.reason = 'not_a_member' then 'fail'",
  },
  {
    rule: "an item that is switched off is said to open",
    routine: "explain_menu",
    find: "v_opens and v_item.is_active and v_is_here",
    write: "v_opens and v_is_here",
  },
];

/** A blank in `find` stands for any run of them. */
const patternOf = ({ find }: PlantedBug): RegExp =>
  new RegExp(
    find
      .split(/\s+/)
      .map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"))
      .join("\\s+"),
    "g",
  );

/**
 * Change the function. As the superuser, in a database of one's own. Returns the statement that
 * takes the change back.
 */
export const plant = async (sql: Sql, bug: PlantedBug): Promise<string> => {
  const schema = bug.schema ?? "stagedoor";
  const rows = await sql<{ text: string }[]>`
    select pg_get_functiondef(p.oid) as text
    from pg_proc as p
    where p.pronamespace = ${schema}::regnamespace and p.proname = ${bug.routine}
    union all
    select format(
      'create or replace view %s with (security_invoker = true) as %s',
      v.oid::regclass, pg_get_viewdef(v.oid, true))
    from pg_class as v
    where v.relnamespace = ${schema}::regnamespace and v.relkind = 'v'
      and v.relname = ${bug.routine}
    union all
    select format('alter policy %I on %s', p.polname, c.oid::regclass)
      || coalesce(' using (' || pg_get_expr(p.polqual, c.oid) || ')', '')
      || coalesce(' with check (' || pg_get_expr(p.polwithcheck, c.oid) || ')', '')
    from pg_policy as p join pg_class as c on c.oid = p.polrelid
    where c.relnamespace = ${schema}::regnamespace and p.polname = ${bug.routine}`;
  const text = rows[0]?.text ?? "";
  const changed = text.replace(patternOf(bug), bug.write);
  if (changed === text) {
    throw new Failure(
      `"${bug.rule}" no longer fits ${schema}.${bug.routine}: change it too.`,
    );
  }
  await sql.unsafe(changed);
  return text;
};
