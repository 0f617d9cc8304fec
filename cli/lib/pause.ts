// How often a command that goes on does its work again.
import { misused } from "./failure.ts";

/** The pause of --every, in seconds; null where it was not given. A day is the longest. */
export function pauseOf(every: string | undefined): number | null {
  if (every === undefined) return null;
  const seconds = Number(every);
  if (Number.isInteger(seconds) && seconds >= 1 && seconds <= 86_400) return seconds;
  throw misused(`--every takes whole seconds, from 1 to 86400, and not ${every}.`);
}
