// What the machine refuses, in words: a folder, a program, a port, a way to somewhere.
import { tmpdir } from "node:os";
import { DATA, inRoot } from "./paths.ts";

interface SystemError extends Error {
  code: string;
  path?: string;
  syscall?: string;
  port?: number;
}

const FOLDERS: Record<string, string> = {
  EACCES: "permission is denied",
  EPERM: "it is not permitted",
  EROFS: "the file system is read-only",
  ENOSPC: "no space is left",
  EDQUOT: "the quota is used up",
  ENOTDIR: "a part of the path is a file",
  EEXIST: "a file is in its place",
  EISDIR: "it is a folder",
  ENOENT: "it does not exist",
};

const NETWORK = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ETIMEDOUT",
  "UND_ERR_CONNECT_TIMEOUT",
  "CONNECT_TIMEOUT",
  "CONNECTION_CLOSED",
]);

/** One line about an error of the system, with what to do; null for any other error. */
export function inOneLine(error: unknown): string | null {
  const it = systemError(error);
  if (!it) return null;
  if (it.code === "EADDRINUSE") {
    return `Port ${it.port ?? ""} is taken: stop what listens there, or name another with --port.`;
  }
  // Several addresses that all refuse have one code and no message.
  if (NETWORK.has(it.code)) {
    return `${it.message || it.code}: is it running there, and does the network reach it?`;
  }
  if (it.code === "ENOENT" && it.syscall?.startsWith("spawn")) {
    return `${it.path ?? "A program"} is missing: ${installed(it.path ?? "")}`;
  }
  const why = FOLDERS[it.code];
  if (!why || it.path === undefined) return null;
  return `${it.path} cannot be used: ${why}. ${remedy(it.path, it.code)}`;
}

/** The error itself, or what made a `fetch` fail. */
function systemError(error: unknown): SystemError | null {
  if (!(error instanceof Error)) return null;
  if ("code" in error && typeof error.code === "string") return error as SystemError;
  return error.message === "fetch failed" ? systemError(error.cause) : null;
}

const isIn = (path: string, folder: string) =>
  path === folder || path.startsWith(`${folder}/`);

const isOurs = (path: string) => path.includes("/node_modules/");

function installed(program: string): string {
  return isOurs(program) ? 'run "npm ci".' : "install it, or put its folder into the PATH.";
}

function remedy(path: string, code: string): string {
  if (isOurs(path)) return 'Run "npm ci" as whoever owns the checkout.';
  if (isIn(path, DATA) || path.startsWith(inRoot(".data"))) {
    return "Let it be written, or name another folder in STAGEDOOR_DATA.";
  }
  if (isIn(path, tmpdir())) {
    return "Let it be written, or name another temporary folder in TMPDIR.";
  }
  return code === "ENOENT" ? "Name one that is there." : "Let whoever runs this use it.";
}
