// What an auditor names and what a destination holds, as the commands that make bundles take it.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Delivery } from "../../functions/seal-audit/seal.ts";
import { Failure, misused } from "../lib/failure.ts";
import { readVerifierKey } from "./keys.ts";

/** The origin of a log, as its verifier keys name it. */
export function originOf(scope: string, keys: readonly string[]): string {
  const origins = [...new Set(keys.map((key) => readVerifierKey(key).name))];
  const [origin = ""] = origins;
  if (origins.length > 1 || !origin.endsWith(`/${scope}`)) {
    throw misused(`--key takes the verifier keys of ${scope}, and no others.`);
  }
  return origin;
}

/** What the folder of a file destination holds of one sequence. */
export async function readDeliveries(folder: string): Promise<Delivery[]> {
  const names = await readdir(folder).catch(() => {
    throw new Failure(`${folder} holds no checkpoints.`);
  });
  const files = names.filter((name) => /^\d+\.json$/.test(name));
  return Promise.all(
    files.map(
      async (name) => JSON.parse(await readFile(join(folder, name), "utf8")) as Delivery,
    ),
  );
}
