// Generated from migrations/ by "npm run generate". Do not edit.

/** The permission keys that ship. */
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
  /** Read and verify the audit log, alerts and override evidence */
  "audit:view",
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
  /** Edit menu items */
  "menu:edit",
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
] as const;

/** One of the permission keys that ship. */
export type PermissionKey = (typeof PERMISSION_KEYS)[number];
