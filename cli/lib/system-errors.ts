// What the machine refuses, in words: a folder, a program, a port, a way to somewhere.

/** An error of the system, as Node throws it. */
export interface SystemError extends Error {
  code: string;
  path?: string;
  syscall?: string;
  port?: number;
}

/** What helps, in a sentence: against a file that cannot be used, or a missing program. */
export type Remedy = (error: SystemError) => string;

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
  ENAMETOOLONG: "its name is too long",
  ERR_INVALID_ARG_VALUE: "it is no path",
};

const NETWORK = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EPIPE",
  "ETIMEDOUT",
  "UND_ERR_CONNECT_TIMEOUT",
  "CONNECT_TIMEOUT",
  "CONNECTION_CLOSED",
  "CONNECTION_DESTROYED",
  "CONNECTION_ENDED",
]);

/** One line about an error of the system, with what to do; null for any other error. */
export function inOneLine(error: unknown, remedy: Remedy = remedyFor): string | null {
  const it = systemError(error);
  if (!it) return null;
  if (it.code === "EADDRINUSE") {
    return `Port ${it.port ?? ""} is taken: stop what listens there, or name another with --port.`;
  }
  // Several addresses that all refuse have one code and no message.
  if (NETWORK.has(it.code)) {
    return `${it.message || it.code}: is it running there, and does the network reach it?`;
  }
  if (isMissingProgram(it)) return `${it.path ?? "A program"} is missing: ${remedy(it)}`;
  const why = FOLDERS[it.code];
  if (!why || it.path === undefined) return null;
  return `${it.path} cannot be used: ${why}. ${remedy(it)}`;
}

/** Whether an error says that something could not be reached. */
export function isUnreachable(error: unknown): boolean {
  const it = systemError(error);
  return it !== null && NETWORK.has(it.code);
}

/** Whether an error says that a program could not be started. */
export const isMissingProgram = ({ code, syscall }: SystemError): boolean =>
  code === "ENOENT" && syscall?.startsWith("spawn") === true;

/** The error itself, or what made a `fetch` fail. */
function systemError(error: unknown): SystemError | null {
  if (!(error instanceof Error)) return null;
  if ("code" in error && typeof error.code === "string") return error as SystemError;
  return error.message === "fetch failed" ? systemError(error.cause) : null;
}

function remedyFor(error: SystemError): string {
  if (isMissingProgram(error)) return "install it, or put its folder into the PATH.";
  return error.code === "ENOENT"
    ? "Name one that is there."
    : "Let whoever runs this use it.";
}
