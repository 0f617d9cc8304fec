// Who may call a function that only a scheduler calls.
import { createHash, timingSafeEqual } from "node:crypto";

const digest = (text: string) => createHash("sha256").update(text).digest();

/** The answer to whoever does not POST with the scheduler's secret; null for who does. */
export function refuseOthers(req: Request, secret: string): Response | null {
  if (req.method !== "POST") {
    return new Response(null, { status: 405, headers: { allow: "POST" } });
  }
  const given = req.headers.get("authorization")?.replace(/^Bearer /, "") ?? "";
  if (!secret || !timingSafeEqual(digest(given), digest(secret))) {
    return new Response(null, { status: 401 });
  }
  return null;
}
