// Alerts to a webhook, signed as Standard Webhooks (standardwebhooks.com) say.
import { createHmac } from "node:crypto";

/** A message that was taken from the outbox. */
export interface Message {
  readonly message_id: string;
  readonly created_at: string;
  readonly attempt: number;
  readonly payload: unknown;
}

/** The outbox, as the service reaches it. */
export interface Outbox {
  /** Take up to so many: nobody else takes them for a minute. */
  take(limit: number): Promise<Message[]>;
  /** Say what became of one: null for delivered, else why not. */
  settle(id: string, problem: string | null): Promise<void>;
}

/** What a run is given. */
export interface DeliverPorts {
  readonly outbox: Outbox;
  /** The operator's own setting: no request and no row names an address. */
  readonly url: string;
  /** The current key first; a second one while keys are exchanged. */
  readonly keys: readonly Uint8Array[];
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly now: () => Date;
  /** How long the webhook may take to answer, in milliseconds. */
  readonly patience: number;
}

/** What a run did. */
export interface DeliverReport {
  readonly delivered: number;
  readonly problems: readonly { message: string; problem: string }[];
}

/** So many at once, and so often: what is left is taken by the next run. */
const BATCH = 20;
const BATCHES = 50;

/** Send what is due, until nothing is or the webhook takes nothing any more. */
export async function deliver(ports: DeliverPorts): Promise<DeliverReport> {
  const problems: { message: string; problem: string }[] = [];
  let delivered = 0;
  for (let batch = 0; batch < BATCHES; batch++) {
    const messages = await ports.outbox.take(BATCH);
    // At once, so that all are settled before anybody may take them again.
    const outcomes = await Promise.all(
      messages.map(async (message) => {
        const problem = await send(ports, message);
        await ports.outbox.settle(message.message_id, problem);
        return { message: message.message_id, problem };
      }),
    );
    const failed = outcomes.flatMap(({ message, problem }) =>
      problem === null ? [] : [{ message, problem }],
    );
    delivered += outcomes.length - failed.length;
    problems.push(...failed);
    if (failed.length === outcomes.length) break;
  }
  return { delivered, problems };
}

/** Post one message; why that failed, or null. */
async function send(ports: DeliverPorts, message: Message): Promise<string | null> {
  const body = JSON.stringify({
    type: "alert.raised",
    timestamp: message.created_at,
    data: message.payload,
  });
  const at = Math.floor(ports.now().getTime() / 1000);
  try {
    const response = await ports.fetch(ports.url, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "webhook-id": message.message_id,
        "webhook-timestamp": String(at),
        "webhook-signature": signatures(ports.keys, message.message_id, at, body),
      },
      body,
      // What is signed for one address goes to no other.
      redirect: "error",
      signal: AbortSignal.timeout(ports.patience),
    });
    await response.body?.cancel();
    return response.ok ? null : `the webhook answered ${response.status}`;
  } catch (error) {
    const isLate = error instanceof Error && error.name === "TimeoutError";
    return isLate
      ? `the webhook did not answer within ${ports.patience / 1000} s`
      : "the webhook could not be reached";
  }
}

function signatures(
  keys: readonly Uint8Array[],
  id: string,
  at: number,
  body: string,
): string {
  return keys
    .map((key) => {
      const mac = createHmac("sha256", key).update(`${id}.${at}.${body}`);
      return `v1,${mac.digest("base64")}`;
    })
    .join(" ");
}
