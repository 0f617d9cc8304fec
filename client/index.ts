// The client: what an application on Supabase asks and how it reads the answers.
export type { Answer } from "./answers.ts";
export * from "./catalogue.ts";
export {
  type AccessLevel,
  type CostAccess,
  type CostContext,
  type CostResolver,
  createCostResolver,
} from "./cost-resolver.ts";
export type * from "./database.ts";
export {
  EmergencyOverrideError,
  type Operation,
  type OverrideWindow,
  withEmergencyOverride,
  type WrittenRow,
} from "./emergency-override.ts";
export type * from "./outcome-reasons.ts";
export {
  acceptInvitation,
  claimGuestAccount,
  GuestClaimError,
  InvitationError,
  type MasterCodeAttempt,
  MasterCodeError,
  type OpenShareOptions,
  openScriptShare,
  type Outcome,
  OutcomeError,
  ShareError,
  verifyMasterCode,
} from "./outcomes.ts";
export type { Refreshable, ResolverOptions } from "./refreshing.ts";
export {
  createResolver,
  type Decision,
  type HeldPermission,
  type MenuItem,
  type Resolver,
  type ScopeSession,
} from "./resolver.ts";
export { signOut } from "./sign-out.ts";
export type { AnySupabaseClient, Served } from "./supabase.ts";
