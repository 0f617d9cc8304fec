// Where checkpoints and the sealer's state are kept: HTTPS, or files for development.
import { createHash, randomUUID } from "node:crypto";
import { mkdir, open, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import {
  type Delivery,
  type Destination,
  Overtaken,
  type Remembered,
  type SealState,
  type StateStore,
} from "./seal.ts";

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
): Promise<Response> {
  const response = await fetch(url, {
    method: place.method ?? "PUT",
    headers: { "content-type": "application/json", ...place.headers },
    body,
    redirect: "error",
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  await response.body?.cancel();
  return response;
}

/** A file is there completely or not at all, on the disk, whoever else writes it. */
async function writeWhole(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const written = `${path}.${randomUUID()}`;
  await writeFile(written, text, { flush: true });
  await rename(written, path);
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
    deliver: async (delivery) => {
      const url = place.url
        .replaceAll("{sequence}", delivery.sequence)
        .replaceAll("{size}", String(delivery.size));
      const response = await send(place, url, JSON.stringify(delivery), fetch);
      if (!response.ok) throw new Error(`answered ${response.status}`);
    },
  };
}

/** One file per checkpoint. It never replaces one checkpoint by another of that size. */
export function fileDestination({ file: folder }: FilePlace): Destination {
  return {
    name: folder,
    deliver: async (delivery) => {
      const path = join(folder, delivery.sequence, `${delivery.size}.json`);
      const text = await readIfThere(path);
      const held = text === null ? null : (JSON.parse(text) as Delivery);
      if (held !== null && signedText(held) !== signedText(delivery)) {
        throw new Error(`holds another checkpoint of ${delivery.size} events`);
      }
      // A run that came late brings the checkpoint of before a change of keys.
      if (held !== null && held.checkpoint.length > delivery.checkpoint.length) return;
      await writeWhole(path, `${JSON.stringify(delivery)}\n`);
    },
  };
}

/** What is signed: a checkpoint without its signatures. */
const signedText = ({ checkpoint }: Delivery): string =>
  checkpoint.slice(0, checkpoint.lastIndexOf("\n\n"));

/**
 * The state behind an address that answers GET with an ETag, and refuses a PUT whose If-Match
 * names another one: that is what keeps a late run from putting an earlier state back.
 */
export function httpState(place: HttpPlace, fetch: Fetch): StateStore {
  const load = async (): Promise<Remembered | null> => {
    const response = await fetch(place.url, {
      // What is compressed on the way has another ETag, or a weak one.
      headers: { ...place.headers, "accept-encoding": "identity" },
      redirect: "error",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (response.status === 404) return null;
    if (!response.ok) throw new Error(`the state's address answered ${response.status}`);
    const version = strongTag(response);
    if (version === null) throw new Error(NO_CONDITIONS);
    return { state: parseState(await response.text()), version };
  };
  const put = (state: SealState, condition: Record<string, string>) => {
    const headers = { ...place.headers, ...condition };
    const as = { ...place, method: "PUT", headers } as const;
    return send(as, place.url, JSON.stringify(state), fetch);
  };

  return {
    load,
    save: async (state, read) => {
      // Asked once, while there is nothing to lose: a place that takes this takes anything.
      if (read !== null && Object.keys(read.state).length === 0) {
        const stale = await put(read.state, { "if-match": '"none"' });
        if (stale.ok) throw new Error(NO_CONDITIONS);
      }
      const condition: Record<string, string> =
        read === null ? { "if-none-match": "*" } : { "if-match": read.version };
      const response = await put(state, condition);
      // 409 is what object storage answers while another write is on its way.
      if (response.status === 412 || response.status === 409) throw new Overtaken();
      if (!response.ok) throw new Error(`the state's address answered ${response.status}`);
      const version = strongTag(response);
      if (version !== null) return { state, version };
      const now = await load();
      if (now === null || JSON.stringify(now.state) !== JSON.stringify(state)) {
        throw new Overtaken();
      }
      return now;
    },
  };
}

const NO_CONDITIONS =
  "the state's address has no strong ETag or ignores If-Match: two runs at once could put back what one of them signed. Keep the state where a stale write is refused with 412; see docs/audit.md";

/** The ETag by which a write can be refused. */
function strongTag(response: Response): string | null {
  const tag = response.headers.get("etag");
  return tag?.startsWith('"') ? tag : null;
}

/** The state in a file. */
export function fileState({ file }: FilePlace): StateStore {
  const load = async (): Promise<Remembered | null> => {
    const text = await readIfThere(file);
    if (text === null) return null;
    const version = createHash("sha256").update(text).digest("hex");
    return { state: parseState(text), version };
  };
  return {
    load,
    save: async (state, read) => {
      await mkdir(dirname(file), { recursive: true });
      // Held for as long as it takes to look and to rename. Nobody takes it from a run that
      // was killed in between: whether one still runs, only somebody who looks can say.
      const lock = await open(`${file}.lock`, "wx").catch(
        (error: NodeJS.ErrnoException) => {
          if (error.code !== "EEXIST") throw error;
          throw new Error(
            `${file}.lock is there: another run is saving the state, or was killed while it did. Where none runs, remove that file`,
          );
        },
      );
      try {
        if ((await load())?.version !== read?.version) throw new Overtaken();
        await writeWhole(file, `${JSON.stringify(state)}\n`);
        return (await load()) as Remembered;
      } finally {
        await lock.close();
        await rm(`${file}.lock`);
      }
    },
  };
}

/** An object by sequence. What is no such thing is not begun anew. */
function parseState(text: string): SealState {
  try {
    const state: unknown = JSON.parse(text);
    if (typeof state === "object" && state !== null && !Array.isArray(state)) {
      return state as SealState;
    }
  } catch {
    // Said below.
  }
  throw new Error("the state is no JSON object: put back a copy of the latest one");
}
