import { refuseOthers } from "../_shared/scheduler.ts";
import type { SealReport } from "./seal.ts";

/** What the handler needs from the outside. */
export interface Ports {
  /** What the scheduler proves itself with. */
  readonly secret: string;
  seal(): Promise<SealReport>;
}

/** POST with the scheduler's secret: seal what is new. A problem is a 500, to be noticed. */
export async function handle(req: Request, ports: Ports): Promise<Response> {
  const refused = refuseOthers(req, ports.secret);
  if (refused) return refused;

  const report = await ports.seal();
  return Response.json(report, { status: report.problems.length > 0 ? 500 : 200 });
}
