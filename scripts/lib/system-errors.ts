// What the machine refuses, in words, with what helps in this checkout.
import { tmpdir } from "node:os";
import {
  inOneLine as inWords,
  isMissingProgram,
  type SystemError,
} from "../../cli/lib/system-errors.ts";
import { DATA, inRoot } from "./paths.ts";

/** One line about an error of the system, with what to do; null for any other error. */
export const inOneLine = (error: unknown): string | null => inWords(error, remedy);

const isIn = (path: string, folder: string) =>
  path === folder || path.startsWith(`${folder}/`);

const isOurs = (path: string) => path.includes("/node_modules/");

function remedy(error: SystemError): string {
  const { path = "", code } = error;
  if (isMissingProgram(error)) {
    return isOurs(path) ? 'run "npm ci".' : "install it, or put its folder into the PATH.";
  }
  if (isOurs(path)) return 'Run "npm ci" as whoever owns the checkout.';
  if (isIn(path, DATA) || path.startsWith(inRoot(".data"))) {
    return "Let it be written, or name another folder in STAGEDOOR_DATA.";
  }
  if (isIn(path, tmpdir())) {
    return "Let it be written, or name another temporary folder in TMPDIR.";
  }
  return code === "ENOENT" ? "Name one that is there." : "Let whoever runs this use it.";
}
