/**
 * Breakages that no sequential test can notice, each with the reason. Whoever adds one says
 * why nothing an attacker or a user could see has changed.
 */
export const EQUIVALENTS: readonly { pattern: RegExp; reason: string }[] = [];

/** Why a breakage need not be noticed, or nothing. */
export function reasonFor(id: string): string | undefined {
  return EQUIVALENTS.find(({ pattern }) => pattern.test(id))?.reason;
}
