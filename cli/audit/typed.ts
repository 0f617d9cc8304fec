// What people type after the options of the audit commands.
import { misused } from "../lib/failure.ts";

/** The id of a scope, or null for the installation. */
export function readScope(text: string, what = "--scope"): string | null {
  if (text === "installation") return null;
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)) return text;
  throw misused(`${what} is the id of a project or organization, or installation.`);
}

/** A position or a size. */
export function positionOf(option: string, text: string): number {
  if (/^[1-9][0-9]{0,14}$/.test(text)) return Number(text);
  throw misused(`${option} takes a whole number from 1 on, and not ${text}.`);
}
