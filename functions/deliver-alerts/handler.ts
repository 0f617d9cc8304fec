import { createHash, timingSafeEqual } from "node:crypto";
import type { DeliverReport } from "./deliver.ts";

/** What the handler needs from the outside. */
export interface Ports {
  /** What the scheduler proves itself with. */
  readonly secret: string;
  deliver(): Promise<DeliverReport>;
}

const digest = (text: string) => createHash("sha256").update(text).digest();

/** POST with the scheduler's secret: send what is due. A problem is a 500, to be noticed. */
export async function handle(req: Request, ports: Ports): Promise<Response> {
  if (req.method !== "POST") {
    return new Response(null, { status: 405, headers: { allow: "POST" } });
  }
  const given = req.headers.get("authorization")?.replace(/^Bearer /, "") ?? "";
  if (!ports.secret || !timingSafeEqual(digest(given), digest(ports.secret))) {
    return new Response(null, { status: 401 });
  }

  const report = await ports.deliver();
  return Response.json(report, { status: report.problems.length > 0 ? 500 : 200 });
}
