// The courier's configuration, from the environment: see docs/monitoring.md, "Delivery".
import { Buffer } from "node:buffer";
import type { DeliverPorts } from "./deliver.ts";

/** Where alerts go, and what signs them. */
export type DeliverConfig = Pick<DeliverPorts, "url" | "keys" | "patience">;

/** Read and check the configuration; throws one line that says what is missing. */
export function readConfig(env: (name: string) => string | undefined): DeliverConfig {
  const need = (name: string): string => {
    const value = env(name)?.trim();
    if (!value) throw new Error(`${name} is not set`);
    return value;
  };
  return {
    url: address(need("ALERT_WEBHOOK_URL")),
    keys: need("ALERT_WEBHOOK_SECRET").split(/\s+/).map(key),
    patience: 10_000,
  };
}

/** Plain HTTP would show alerts on the way; only a machine may speak it with itself. */
function address(text: string): string {
  if (!URL.canParse(text)) throw new Error("ALERT_WEBHOOK_URL is no address");
  const url = new URL(text);
  if (url.username || url.password) {
    throw new Error("ALERT_WEBHOOK_URL holds a password: the signature proves the sender");
  }
  const isLocal = url.hostname === "127.0.0.1" || url.hostname === "localhost";
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isLocal)) {
    throw new Error(`${url.hostname || "ALERT_WEBHOOK_URL"} must be reached over https`);
  }
  return url.href;
}

/** A secret as Standard Webhooks writes it: whsec_ and 24 to 64 bytes in base64. */
function key(text: string): Uint8Array {
  const [, base64 = ""] = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(text) ?? [];
  const bytes = Buffer.from(base64, "base64");
  if (bytes.length < 24 || bytes.length > 64) {
    throw new Error(
      'ALERT_WEBHOOK_SECRET is "whsec_" and 24 to 64 bytes in base64, as of: openssl rand -base64 32',
    );
  }
  return bytes;
}
