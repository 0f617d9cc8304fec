// Generated from migrations/ by "npm run generate". Do not edit.

/** The permission keys. */
export const PERMISSION_KEYS = [
  /** Give what one does not hold; held by direct grant only */
  "access:escalate",
  /** Give access that one holds oneself */
  "access:grant",
  /** Decide in access reviews (never on oneself) */
  "access:review",
  /** Take access away, end sessions and elevations */
  "access:revoke",
  /** See who has which access, and why */
  "access:view",
  /** Block time in the calendar */
  "agenda:block",
  /** Cancel an appointment */
  "agenda:cancel",
  /** Mark an appointment done */
  "agenda:complete",
  /** Book an appointment */
  "agenda:create",
  /** Change a booking */
  "agenda:edit",
  /** Export the calendar */
  "agenda:export",
  /** Mark that a client did not come */
  "agenda:no_show",
  /** See the calendar */
  "agenda:view",
  /** Read and verify the audit log and alerts */
  "audit:view",
  /** Pass on a part of one's own spending authority */
  "authority:delegate",
  /** See spending authorities and what remains of them */
  "authority:view",
  /** Lock a budget version; the one who edited it last may not */
  "budget:approve",
  /** Open a new budget or budget version */
  "budget:create",
  /** Can edit all budgets */
  "budget:edit:all",
  /** Edit budget lines and estimates to complete in assigned projects */
  "budget:edit:assigned",
  /** See all budgets below the grant */
  "budget:view:all",
  /** Can view budgets for assigned projects */
  "budget:view:assigned",
  /** See and attach consent forms */
  "clients:consent",
  /** Add a client */
  "clients:create",
  /** Delete a client */
  "clients:delete",
  /** Change a client */
  "clients:edit",
  /** Export clients */
  "clients:export",
  /** Write notes about a client */
  "clients:notes",
  /** See clients */
  "clients:view",
  /** Sign a cost off against a cost code within one's spending authority */
  "cost:approve",
  /** Import and change cost codes, prefixes, cost policies */
  "cost_code:edit",
  /** See the chart of accounts, to code a purchase */
  "cost_code:view",
  /** Add an article */
  "inventory:create_item",
  /** Count stock */
  "inventory:cycle_count",
  /** Change an article */
  "inventory:edit_item",
  /** Export stock */
  "inventory:export",
  /** Adjust stock */
  "inventory:stock_adj",
  /** Receive stock */
  "inventory:stock_in",
  /** See stock */
  "inventory:view",
  /** Edit menu items */
  "menu:edit",
  /** Authorize an emergency override as the designated executive producer */
  "override:authorize",
  /** Ask for an emergency override on a cost centre */
  "override:request",
  /** See override requests, windows, contingency match */
  "override:view",
  /** Move the production to another phase */
  "phase:edit",
  /** Change a portfolio item */
  "portfolio:edit",
  /** Add a portfolio item */
  "portfolio:upload",
  /** See portfolios */
  "portfolio:view",
  /** Start a project in this organization */
  "project:create",
  /** Archive or delete a project */
  "project:delete",
  /** Change settings of every project below the grant */
  "project:edit:all",
  /** Change settings, departments and members' posts of the projects one works on */
  "project:edit:assigned",
  /** See every project below the scope of the grant */
  "project:view:all",
  /** See the projects one works on */
  "project:view:assigned",
  /** Close the till */
  "reports:cash_close",
  /** Export reports */
  "reports:export",
  /** Refund or void a transaction */
  "reports:refund_void",
  /** See figures */
  "reports:view",
  /** See transactions */
  "reports:view_tx",
  /** Define roles and their links */
  "role:edit",
  /** Start a schedule or call sheet */
  "schedule:create",
  /** Move strips and days, publish call sheets */
  "schedule:edit",
  /** Read schedules and call sheets */
  "schedule:view",
  /** Tag scenes and elements for budget and schedule */
  "script:breakdown",
  /** Publish a script draft or revision */
  "script:upload",
  /** Read scripts */
  "script:view",
  /** Read the audit log of the studio */
  "security:audit",
  /** Export everything */
  "security:backup",
  /** Change the master code */
  "security:rotate_code",
  /** Change the settings of the studio */
  "security:settings",
  /** Add people and set their role */
  "staff:manage_users",
  /** Switch a person on or off */
  "staff:toggle_active",
  /** See the staff list */
  "staff:view",
  /** Post to the ledger, or void what was posted (accounting approval, never one's own entry) */
  "transaction:approve",
  /** Can create new transactions: purchase orders, invoices, petty cash, payroll batches */
  "transaction:create",
  /** Recode or correct any transaction not yet posted */
  "transaction:edit:all",
  /** Recode or correct transactions of assigned projects not yet posted */
  "transaction:edit:assigned",
  /** See all transactions below the grant */
  "transaction:view:all",
  /** See transactions of assigned projects */
  "transaction:view:assigned",
  /** Enter rates and fringes while they are not locked */
  "union_rate:edit",
  /** Unlock a locked rate table, as administrator of the agreement; by direct grant only */
  "union_rate:unlock",
  /** See agreements, rates, pension and health allocations */
  "union_rate:view",
] as const;

/** One of the permission keys. */
export type PermissionKey = (typeof PERMISSION_KEYS)[number];

/** The roles that are built in. */
export const ROLE_KEYS = [
  /** Full access to all features and settings of a studio. */
  "admin",
  /** Access to own appointments, portfolio, and client interactions. */
  "artist",
  /** Front desk: limited access, can elevate privileges with the master code. */
  "assistant",
  /** General support: distributes schedules and scripts, raises purchase orders. */
  "coordinator",
  /** Basic read-only access: schedule and call sheets. */
  "crew_member",
  /** Department-specific access: the budget, breakdown and orders of one department. */
  "department_head",
  /** The financier's eye: sees all, locks the budget, authorizes overrides, gives spending authority; enters nothing and grants nothing. */
  "executive_producer",
  /** Budget and schedule management: builds and defends the budget, moves days. */
  "line_producer",
  /** Runs an organization or a project: settings, access, roles, menu, audit log. */
  "owner",
  /** Full project access: runs the company side, appoints everybody below, locks the budget. */
  "producer",
  /** Financial management: codes, enters, posts and voids; reads the audit log. */
  "production_accountant",
] as const;

/** The key of one of the roles that are built in. */
export type RoleKey = (typeof ROLE_KEYS)[number];

/** The kinds of scope, from the top down. */
export const SCOPE_TYPES = [
  /** Organization */
  "organization",
  /** Project */
  "project",
  /** Department */
  "department",
] as const;

/** One of the kinds of scope. */
export type ScopeType = (typeof SCOPE_TYPES)[number];

/** The reasons of a decision. */
export const REASONS = [
  /** The scope, or one above it, is archived. */
  "archived",
  /** The token was issued to an app. */
  "client_not_allowed",
  /** Somebody who may do it has delegated it. */
  "delegated",
  /** An access denies it, which wins over all others. */
  "denied",
  /** An access is locked and an elevation has opened it. */
  "elevated",
  /** The access is over. */
  "expired",
  /** An access allows it. */
  "granted",
  /** The invitation is not accepted yet. */
  "invited",
  /** It needs a session with a second factor. */
  "needs_aal2",
  /** It is locked until elevated. */
  "needs_master_code",
  /** No access grants it here. */
  "no_permission",
  /** Nobody is signed in, or the account is closed. */
  "no_session",
  /** The person is no member of the scope. */
  "not_a_member",
  /** It is allowed on what is one's own only. */
  "not_owner",
  /** The access has not begun. */
  "not_yet_valid",
  /** An access allows it on what is one's own, and it is. */
  "own",
  /** The access was taken away. */
  "revoked",
  /** There is no such permission key. */
  "unknown_permission",
  /** There is no such scope for the one who asks. */
  "unknown_scope",
] as const;

/** Why a decision is as it is. */
export type Reason = (typeof REASONS)[number];

/** What helps against a no. */
export const REMEDIES = [
  "accept_invitation",
  "ask_for_access",
  "ask_owner",
  "enter_master_code",
  "none",
  "sign_in",
  "step_up_mfa",
  "wait",
] as const;

/** What helps against a no, or none. */
export type Remedy = (typeof REMEDIES)[number];

/** The parts that are installed. */
export const PARTS = ["engine", "production", "film", "studio", "theatre"] as const;

/** One of the parts that are installed. */
export type Part = (typeof PARTS)[number];
