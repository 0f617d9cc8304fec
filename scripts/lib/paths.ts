import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The checkout. */
export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** What the commands keep between runs; ignored by git. */
export const DATA = process.env.STAGEDOOR_DATA ?? join(ROOT, ".data");

/** A path inside the checkout. */
export const inRoot = (...parts: string[]): string => join(ROOT, ...parts);
