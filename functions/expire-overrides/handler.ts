import { createHash, timingSafeEqual } from "node:crypto";

/** What the handler needs from the outside. */
export interface Ports {
  /** What the scheduler proves itself with. */
  readonly secret: string;
  /** Ask the database to record what is over; answers how many overrides it moved. */
  expire(): PromiseLike<{ data: number | null; error: unknown }>;
}

const digest = (text: string) => createHash("sha256").update(text).digest();

/** POST with the scheduler's secret: record which overrides are over. */
export async function handle(req: Request, ports: Ports): Promise<Response> {
  if (req.method !== "POST") {
    return new Response(null, { status: 405, headers: { allow: "POST" } });
  }
  const given = req.headers.get("authorization")?.replace(/^Bearer /, "") ?? "";
  if (!ports.secret || !timingSafeEqual(digest(given), digest(ports.secret))) {
    return new Response(null, { status: 401 });
  }

  const { data, error } = await ports.expire();
  return error || data === null
    ? Response.json({ expired: null }, { status: 500 })
    : Response.json({ expired: data });
}
