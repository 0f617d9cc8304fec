// What the catalogue of PostgreSQL does not know of a call: which of its columns may be null,
// which arguments mean something as null, and which take one of a list of values. An argument
// whose default is null takes null without being named here.
import type { Union } from "./literals.ts";

/** What is to be said of one call. */
interface Told {
  /** Arguments without a default that take null. */
  nullArguments?: readonly string[];
  /** Columns, or the answer itself as `*`, that may be null. */
  nulls?: readonly string[];
  /** Arguments and columns that hold one of a list; the answer itself is `*`. */
  literals?: Readonly<Record<string, Union | `${Union}[]`>>;
}

const EXPLANATION = { nulls: ["detail", "remedy"] } as const;

/** By call. A name that the database does not know is an error of `npm run generate`. */
export const TOLD: Readonly<Record<string, Told>> = {
  change_access_window: { nullArguments: ["p_valid_until"] },
  change_share: { nullArguments: ["p_expires_at"] },
  check_override_contingency: { nulls: [] },
  decide_review_item: {
    nullArguments: ["p_reason"],
    literals: { p_decision: "ReviewDecision" },
  },
  delegate_script: { nulls: ["*"] },
  designate_executive_producer: { nullArguments: ["p_user_id"] },
  disclose_personal_data: { nullArguments: ["p_scope_id"], nulls: ["value"] },
  explain_access: EXPLANATION,
  explain_menu: EXPLANATION,
  export_audit: { nullArguments: ["p_scope_id"] },
  find_access_drift: { nulls: ["user_id", "scope_id", "since"] },
  get_access_version: { nulls: ["*"] },
  get_audit_events: {
    nullArguments: ["p_scope_id"],
    nulls: [
      "actor_id",
      "actor_role",
      "after",
      "before",
      "client_id",
      "elevation_id",
      "intermediary",
      "login_role",
      "object_id",
      "object_type",
      "override_id",
      "personal",
      "reason",
      "scope_id",
      "session_id",
      "subject_id",
      "window_from",
      "window_until",
    ],
  },
  get_cost_report: { nulls: ["variance_change"] },
  get_my_projects: { nulls: ["organization_id", "organization_name", "valid_until"] },
  get_role_matrix: { literals: { policy: "Policy" } },
  get_studio_figures: { nulls: ["artist_id"] },
  get_user_permissions: { nulls: ["valid_until"], literals: { policy: "Policy" } },
  get_user_project_menu: { nulls: ["parent_id", "icon", "required_permission_key"] },
  grant_access: { literals: { p_grant_type: "GrantType" } },
  grant_spending_authority: { literals: { p_phases: "Phase[]" } },
  guild_reconciliation: {
    nulls: ["earning", "payee"],
  },
  list_access_log: {
    nulls: [
      "client_id",
      "ip_address",
      "refused",
      "resource_id",
      "scope_id",
      "user_agent",
      "user_id",
    ],
  },
  list_access_reviews: {
    nulls: ["closed_at", "closed_by", "started_by"],
    literals: { default_decision: "ReviewDecision" },
  },
  list_accesses: {
    nulls: [
      "delegated_from",
      "email",
      "fullname_first",
      "fullname_last",
      "granted_by",
      "reason",
      "revoke_reason",
      "revoked_at",
      "revoked_by",
      "user_id",
      "valid_from",
      "valid_until",
    ],
    literals: { grant_type: "GrantType", status: "AccessStatus" },
  },
  list_alerts: {
    nulls: ["acknowledged_at", "acknowledged_by", "note", "scope_id", "subject_id"],
  },
  list_approvals: { nulls: ["approved_at", "role_key", "user_id"] },
  list_crew: {
    nulls: [
      "accepted_at",
      "custom_title",
      "date_created",
      "email_address",
      "fullname_first",
      "fullname_last",
      "phone_number",
      "relationship_id",
      "relationship_notes",
      "user_role",
    ],
    literals: { user_status: "AccountStatus" },
  },
  list_invitations: { nulls: ["invited_by", "valid_until"] },
  list_menu_items: { nulls: ["icon", "parent_id", "required_permission_key", "scope_id"] },
  list_my_delegations: {
    nulls: ["fullname_first", "fullname_last", "reason", "valid_until"],
  },
  list_my_sessions: {
    nulls: ["aal", "created_at", "elevated_until", "ip", "refreshed_at", "user_agent"],
  },
  list_permissions: { nulls: ["scope"] },
  list_review_items: {
    nulls: [
      "decided_at",
      "decided_by",
      "decision",
      "decision_reason",
      "delegated_from",
      "email",
      "fullname_first",
      "fullname_last",
      "granted_by",
      "last_used_on",
      "outcome",
      "reason",
      "user_id",
      "valid_from",
      "valid_until",
    ],
    literals: {
      decision: "ReviewDecision",
      grant_type: "GrantType",
      outcome: "ReviewOutcome",
    },
  },
  list_roles: { nulls: ["scope_id"] },
  list_staff: { nulls: ["artist_id", "display_name", "valid_until"] },
  move_cost_code: { nullArguments: ["p_parent_id"] },
  move_stock: { literals: { p_kind: "StockMovementKind" } },
  set_appointment_status: {
    literals: { p_status: "AppointmentStatus", p_method: "PaymentMethod" },
  },
  set_production_phase: { literals: { p_phase: "Phase" } },
  set_role_permission: {
    nullArguments: ["p_policy"],
    literals: { p_policy: "Policy" },
  },
  set_time_zone: { nullArguments: ["p_time_zone"] },
  start_access_review: { literals: { p_default: "ReviewDecision" } },
  submit_transaction: { literals: { p_kind: "TransactionKind" } },
  trace_cost_access: { nulls: ["actual", "expected", "remedy"] },
  verify_audit: { nullArguments: ["p_scope_id"] },
  verify_master_code: { nullArguments: ["p_client_ip", "p_session_id"] },
};
