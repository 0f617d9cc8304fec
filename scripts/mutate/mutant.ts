/** What a deliberate breakage is, whatever kind it is of. */

/** The kinds, in the order of the report. */
export const KINDS = [
  "policy",
  "grant",
  "column",
  "execute",
  "constraint",
  "trigger",
  "view",
  "guard",
] as const;

/** One deliberate breakage of the product. */
export interface Mutant {
  /** Says what is broken; the same in every run. */
  id: string;
  kind: (typeof KINDS)[number];
  /** Is it in a definer function, or in a view that they read? All of those must be noticed. */
  inDefiner: boolean;
  /** Can the catalog tell? Then the house rules run first. */
  inCatalog: boolean;
  subject: Subject;
  sql: string;
}

/** Whose tests should notice: those that name one of the tables or ran one of the functions. */
export interface Subject {
  /** Without their schemas. */
  tables: readonly string[];
  /** Qualified. */
  functions: readonly string[];
  /** Which functions call them: what only raises is counted by these alone. */
  callers?: readonly string[];
}

/** Which schemas are ours, in a query that calls `pg_namespace` `n`. */
export const OURS = "(n.nspname = 'public' or n.nspname like 'stagedoor%')";
