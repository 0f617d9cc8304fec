// The client: what an application on Supabase asks and how it reads the answers.
export type { Answer, ResolverOptions } from "./answers.ts";
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
export { PERMISSION_KEYS, type PermissionKey } from "./permission-keys.ts";
export {
  createResolver,
  type Decision,
  type HeldPermission,
  type MenuItem,
  type Policy,
  type Remedy,
  type Resolver,
  type ScopeSession,
} from "./resolver.ts";
export { signOut } from "./sign-out.ts";
