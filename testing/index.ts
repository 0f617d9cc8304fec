// The test kit for vitest, node:test and the like: people with any role, assurance level, claims
// and clock, in a transaction that is rolled back.
export { type Db, type RolledBackOptions, rolledBack } from "./rolled-back.ts";
export type { Persona, Who } from "./persona.ts";
export type { AccessQuestion, RowsQuestion, Verbs } from "./verdicts.ts";
export type { Window, World } from "./world.ts";
