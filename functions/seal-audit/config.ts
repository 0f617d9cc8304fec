// The sealer's configuration, from the environment: see docs/audit.md, "Sealing".
import { importSigner } from "../_shared/note.ts";
import {
  fileDestination,
  fileState,
  httpDestination,
  httpState,
  type Place,
} from "./places.ts";
import type { SealPorts } from "./seal.ts";

/** All of a run's ports but the log. */
export type SealConfig = Omit<SealPorts, "log">;

/** Read and check the configuration; throws one line that says what is missing. */
export async function readConfig(
  env: (name: string) => string | undefined,
  fetch: (url: string, init: RequestInit) => Promise<Response>,
): Promise<SealConfig> {
  const need = (name: string): string => {
    const value = env(name)?.trim();
    if (!value) throw new Error(`${name} is not set`);
    return value;
  };

  const origin = need("AUDIT_ORIGIN");
  if (!/^[^\s"+\\]+[^\s"+\\/]$/.test(origin)) {
    throw new Error("AUDIT_ORIGIN is a name such as studio.example/stagedoor");
  }
  const places = parse("AUDIT_DESTINATIONS", need("AUDIT_DESTINATIONS")) as Place[];
  const quorum = count("AUDIT_QUORUM", env("AUDIT_QUORUM"), 2);
  if (!(places.length >= quorum)) {
    throw new Error(
      `AUDIT_DESTINATIONS lists fewer than the ${quorum} places that are asked for`,
    );
  }
  for (const place of places) {
    if ("file" in place) continue;
    secure(place.url);
    if (place.method !== "POST" && !/\{sequence\}.*\{size\}/.test(place.url)) {
      throw new Error(
        "A PUT address needs {sequence} and {size}, or it would overwrite itself",
      );
    }
  }
  const state = parse("AUDIT_STATE", need("AUDIT_STATE")) as Place;
  if (!("file" in state)) secure(state.url);

  return {
    origin,
    quorum,
    maxLeaves: count("AUDIT_MAX_LEAVES", env("AUDIT_MAX_LEAVES"), 50_000),
    signers: await Promise.all(need("AUDIT_KEYS").split(/\s+/).map(importSigner)),
    state: "file" in state ? fileState(state) : httpState(state, fetch),
    destinations: places.map((place) =>
      "file" in place ? fileDestination(place) : httpDestination(place, fetch),
    ),
  };
}

/** A setting that counts something: there is no run with none of it. */
function count(name: string, value: string | undefined, unlessSet: number): number {
  const text = value?.trim() || String(unlessSet);
  if (/^[1-9][0-9]{0,8}$/.test(text)) return Number(text);
  throw new Error(`${name} is a whole number from 1 on, and not ${text}`);
}

function parse(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`${name} is not JSON`);
  }
}

/** Plain HTTP carries credentials in the open; only a machine may speak it with itself. */
function secure(address: string): void {
  const { protocol, hostname } = new URL(address);
  if (protocol === "https:" || hostname === "127.0.0.1" || hostname === "localhost") return;
  throw new Error(`${hostname} must be reached over https`);
}
