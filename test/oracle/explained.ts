/** What an explanation must say: the verdict, and the step that decided. */
import { isLiveUser } from "./held.ts";
import { menuOf } from "./lists.ts";
import { decide, type Reason } from "./oracle.ts";
import { isNear, type Session, type World } from "./world.ts";

/** The verdict in short, `reason at step`, or the code of the refusal. */
export type Explained = string;

/** The step of each reason, in the order of the contract. */
const STEPS: Record<Reason | "not_a_member", string> = {
  no_session: "caller",
  client_not_allowed: "caller",
  unknown_permission: "permission",
  unknown_scope: "scope",
  not_a_member: "scope",
  archived: "archive",
  invited: "access",
  not_yet_valid: "access",
  expired: "access",
  revoked: "access",
  no_permission: "access",
  denied: "deny",
  granted: "allow",
  delegated: "allow",
  own: "own",
  not_owner: "own",
  elevated: "locked",
  needs_master_code: "locked",
  needs_aal2: "second_factor",
};

const told = (allowed: boolean, reason: Reason | "not_a_member"): Explained =>
  `${allowed ? "yes" : "no"}, ${reason} at ${STEPS[reason]}`;

/** Of oneself the decision of the session, of others what they hold in a weak one. */
export const explainedOf = (
  world: World,
  session: Session,
  user: string | null,
  key: string,
  scope: string | null,
  owner: string | null,
): Explained => {
  if (user === session.user) {
    const { allowed, reason } = decide(world, session, key, scope, owner);
    return told(allowed, reason);
  }
  const may = decide(world, session, "access:view", scope);
  if (!may.allowed) return may.reason === "unknown_scope" ? "PT404" : "42501";
  if (user === null || scope === null) return "PT404";
  // An invitation to an address is nobody's yet, for all but whoever has confirmed it.
  const isKnown = world.accesses.some(
    (access) => access.user === user && isNear(world, scope, access.scope),
  );
  if (!world.permissions.some((each) => each.key === key))
    return isKnown && !isLiveUser(world, user)
      ? told(false, "no_session")
      : told(false, "unknown_permission");
  if (!isKnown) return told(false, "not_a_member");
  const weak: Session = {
    user,
    id: null,
    clientId: null,
    aal: "aal1",
    alive: false,
    factorGone: false,
    narrowedTo: null,
  };
  const { allowed, reason } = decide(world, weak, key, scope, owner);
  return told(allowed, reason);
};

/** Whether an item opens, as an explanation of it says, or the code of the refusal. */
export const itemExplainedOf = (
  world: World,
  session: Session,
  user: string,
  scope: string,
  id: string,
): string => {
  if (session.clientId !== null) return "42501";
  const menu = menuOf(world, session, user, scope);
  if (menu === null) {
    const { reason } = decide(world, session, "access:view", scope);
    return reason === "unknown_scope" ? "PT404" : "42501";
  }
  // An item that is switched off is in no menu.
  const item = [...menu].find(([each]) => each.id === id);
  return String(item?.[1] ?? false);
};
