// Where checkpoints and the sealer's state are kept: HTTPS, or files for development.
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Delivery, Destination, SealState, StateStore } from "./seal.ts";

/** An address to send to. `{sequence}` and `{size}` in the URL are filled in. */
export interface HttpPlace {
  readonly url: string;
  readonly method?: "PUT" | "POST";
  readonly headers?: Readonly<Record<string, string>>;
}

/** A folder (for checkpoints) or a file (for the state). */
export interface FilePlace {
  readonly file: string;
}

/** Either of the two. */
export type Place = HttpPlace | FilePlace;

type Fetch = (url: string, init: RequestInit) => Promise<Response>;

const TIMEOUT_MS = 10_000;

async function send(
  place: HttpPlace,
  url: string,
  body: string,
  fetch: Fetch,
): Promise<void> {
  const response = await fetch(url, {
    method: place.method ?? "PUT",
    headers: { "content-type": "application/json", ...place.headers },
    body,
    redirect: "error",
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  await response.body?.cancel();
  if (!response.ok) throw new Error(`answered ${response.status}`);
}

/** A file is there completely or not at all. */
async function writeWhole(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.new`, text);
  await rename(`${path}.new`, path);
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

/** PUT to object storage, or POST to a webhook. */
export function httpDestination(place: HttpPlace, fetch: Fetch): Destination {
  return {
    name: new URL(place.url).host,
    deliver: (delivery) => {
      const url = place.url
        .replaceAll("{sequence}", delivery.sequence)
        .replaceAll("{size}", String(delivery.size));
      return send(place, url, JSON.stringify(delivery), fetch);
    },
  };
}

/** One file per checkpoint. It never replaces one checkpoint by another of that size. */
export function fileDestination({ file: folder }: FilePlace): Destination {
  return {
    name: folder,
    deliver: async (delivery) => {
      const path = join(folder, delivery.sequence, `${delivery.size}.json`);
      const held = await readIfThere(path);
      if (held !== null && textOf(JSON.parse(held) as Delivery) !== textOf(delivery)) {
        throw new Error(`holds another checkpoint of ${delivery.size} events`);
      }
      // Under a new key the same checkpoint comes again without hashes: keep those it had.
      const { first, hashes } = held === null ? delivery : (JSON.parse(held) as Delivery);
      await writeWhole(path, `${JSON.stringify({ ...delivery, first, hashes })}\n`);
    },
  };
}

/** What is signed: a checkpoint without its signatures. */
const textOf = ({ checkpoint }: Delivery): string =>
  checkpoint.slice(0, checkpoint.lastIndexOf("\n\n"));

/** The state behind an address that answers GET and PUT. */
export function httpState(place: HttpPlace, fetch: Fetch): StateStore {
  return {
    load: async () => {
      const signal = AbortSignal.timeout(TIMEOUT_MS);
      const headers = { ...place.headers };
      const response = await fetch(place.url, { headers, redirect: "error", signal });
      if (response.status === 404) return null;
      if (!response.ok) throw new Error(`the state's address answered ${response.status}`);
      return (await response.json()) as SealState;
    },
    save: (state) =>
      send({ ...place, method: "PUT" }, place.url, JSON.stringify(state), fetch),
  };
}

/** The state in a file. */
export function fileState({ file }: FilePlace): StateStore {
  return {
    load: async () => JSON.parse((await readIfThere(file)) ?? "null") as SealState | null,
    save: (state) => writeWhole(file, `${JSON.stringify(state)}\n`),
  };
}
