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

/** One of the permission keys that ship. */
export type PermissionKey = (typeof PERMISSION_KEYS)[number];
