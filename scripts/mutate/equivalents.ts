/**
 * Breakages that no sequential test can notice, each with the reason. Whoever adds one says
 * why nothing an attacker or a user could see has changed.
 */
export const EQUIVALENTS: readonly { pattern: RegExp; reason: string }[] = [
  {
    pattern:
      /stagedoor\.held_scopes\(.*never: if p_form = ('roots'|'all' or not v_held\.is_project)/,
    reason: "A longer way to the same set: it is narrowed again by whoever asks for it.",
  },
  {
    pattern: /stagedoor\.create_department\(.*without perform stagedoor\.require_account/,
    reason: "The right that is asked for next is held by accounts that are live alone.",
  },
  {
    pattern: /stagedoor\.scopes_at_stake_by_role\(.*a\.status = 'Active'/,
    reason: "Looking at scopes more than needed: whoever can give access there still can.",
  },
];

/** Why a breakage need not be noticed, or nothing. */
export function reasonFor(id: string): string | undefined {
  return EQUIVALENTS.find(({ pattern }) => pattern.test(id))?.reason;
}
