// The log, read through the two service calls of the API.
import { Buffer } from "node:buffer";
import type { Log } from "./seal.ts";

/** What a call answers. */
export interface Answer {
  readonly data: unknown;
  readonly error: { readonly message: string } | null;
}

/** One call of the API with the service key. */
export type Rpc = (
  name: "read_audit_heads" | "read_audit_leaves",
  args: Record<string, unknown>,
) => PromiseLike<Answer>;

/** The log behind the API. */
export function rpcLog(rpc: Rpc): Log {
  const rows = async <Row>(...call: Parameters<Rpc>): Promise<Row[]> => {
    const { data, error } = await rpc(...call);
    if (error) throw new Error(error.message);
    return data as Row[];
  };
  return {
    heads: async (after) => {
      const heads = await rows<{
        sequence_id: string;
        sequence: string;
        size: number | string;
        installation: string;
      }>("read_audit_heads", { p_after: after });
      return heads.map((h) => ({ ...h, sequenceId: h.sequence_id, size: Number(h.size) }));
    },
    leaves: async (sequenceId, after) => {
      const args = { p_sequence_id: sequenceId, p_after: after };
      const leaves = await rows<{ body: string }>("read_audit_leaves", args);
      // The API writes bytes as "\\x" and hexadecimal digits.
      return leaves.map(({ body }) => Uint8Array.from(Buffer.from(body.slice(2), "hex")));
    },
  };
}
