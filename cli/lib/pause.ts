// How often a command that goes on does its work again.
import { misused } from "./failure.ts";

/** The pause of --every, in seconds; null where it was not given. A day is the longest. */
export function pauseOf(every: string | undefined): number | null {
  if (every === undefined) return null;
  if (/^[1-9]\d{0,4}$/.test(every) && Number(every) <= 86_400) return Number(every);
  throw misused(`--every takes whole seconds, from 1 to 86400, and not ${every}.`);
}
