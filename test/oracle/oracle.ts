/**
 * The access decision, a second time: plain, slow, from the contract alone. It shares nothing with
 * the SQL, so that where both agree neither copied the other's mistake.
 */
import {
  accessesOf,
  heldBy,
  isArchived,
  isElevated,
  isLiveUser,
  isMember,
  isStrong,
  KEYS_OF_AN_ARCHIVE,
  policiesOf,
  standingFor,
} from "./held.ts";
import type { Standing } from "./held.ts";
import type { Policy, Session, World } from "./world.ts";
import { scopeOf } from "./world.ts";

/** Of a no, in the order in which they are looked for. */
export const REFUSALS = [
  "no_session",
  "client_not_allowed",
  "unknown_permission",
  "unknown_scope",
  "archived",
  "denied",
  "needs_aal2",
  "needs_master_code",
  "not_owner",
  "invited",
  "not_yet_valid",
  "expired",
  "revoked",
  "no_permission",
] as const;

/** Of a yes, in the order of step 5: what is delegated is an allow, and comes before own. */
export const CONSENTS = ["granted", "delegated", "own", "elevated"] as const;

export type Refusal = (typeof REFUSALS)[number];
export type Consent = (typeof CONSENTS)[number];
export type Reason = Refusal | Consent;

export interface Decision {
  allowed: boolean;
  policy: Policy | null;
  reason: Reason;
  remedy: string;
}

const REMEDIES: Record<Reason, string> = {
  granted: "none",
  own: "none",
  elevated: "none",
  delegated: "none",
  no_session: "sign_in",
  client_not_allowed: "none",
  unknown_permission: "none",
  unknown_scope: "none",
  archived: "none",
  denied: "none",
  needs_aal2: "step_up_mfa",
  needs_master_code: "enter_master_code",
  not_owner: "ask_owner",
  invited: "accept_invitation",
  not_yet_valid: "wait",
  expired: "ask_for_access",
  revoked: "ask_for_access",
  no_permission: "ask_for_access",
};

const answer = (
  allowed: boolean,
  reason: Reason,
  policy: Policy | null = null,
): Decision => ({
  allowed,
  policy,
  reason,
  remedy: REMEDIES[reason],
});

/** Why a user without a counting access gets a no: what would have answered yes if it were live. */
const pendingReason = (
  world: World,
  session: Session,
  user: string,
  key: string,
  scope: string,
  owner: string | null,
): Refusal => {
  const standings = new Set<Standing | null>();
  for (const access of accessesOf(world, user)) {
    const says = policiesOf(world, user, access, key, scope);
    const isYes =
      says.has("allow") ||
      (says.has("own") && owner === user) ||
      (says.has("locked") && isElevated(world, session, user, scope));
    if (isYes && !says.has("deny")) standings.add(standingFor(world, access, key, scope));
  }
  const order = ["invited", "not_yet_valid", "expired", "revoked"] as const;
  return order.find((standing) => standings.has(standing)) ?? "no_permission";
};

/** May the session do this, there, to something of that owner? */
export const decide = (
  world: World,
  session: Session,
  key: string,
  scope: string | null,
  owner: string | null = null,
): Decision => {
  const { user } = session;
  if (user === null || !isLiveUser(world, user)) return answer(false, "no_session");
  if (session.clientId !== null) return answer(false, "client_not_allowed");

  const permission = world.permissions.find((each) => each.key === key);
  if (permission === undefined) return answer(false, "unknown_permission");

  if (scope === null || scopeOf(world, scope) === undefined)
    return answer(false, "unknown_scope");
  if (!isMember(world, user, scope)) return answer(false, "unknown_scope");
  if (isArchived(world, scope) && !KEYS_OF_AN_ARCHIVE.includes(key)) {
    return answer(false, "archived");
  }

  const held = heldBy(world, user, key, scope);
  if (held.deny) return answer(false, "denied", "deny");

  const yes: [Consent, Policy, boolean][] = [
    ["granted", "allow", held.allow],
    ["delegated", "allow", held.delegated],
    ["own", "own", held.own && owner === user],
    ["elevated", "locked", held.locked && isElevated(world, session, user, scope)],
  ];
  for (const [reason, policy, applies] of yes) {
    if (!applies) continue;
    const isWeak = permission.requiresAal2 && !isStrong(session); // step 6
    return isWeak ? answer(false, "needs_aal2", policy) : answer(true, reason, policy);
  }

  if (held.locked) return answer(false, "needs_master_code", "locked");
  if (held.own) return answer(false, "not_owner", "own");
  return answer(false, pendingReason(world, session, user, key, scope, owner));
};
