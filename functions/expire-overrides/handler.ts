import { refuseOthers } from "../_shared/scheduler.ts";

/** What the handler needs from the outside. */
export interface Ports {
  /** What the scheduler proves itself with. */
  readonly secret: string;
  /** Ask the database to record what is over; answers how many overrides it moved. */
  expire(): PromiseLike<{ data: number | null; error: unknown }>;
}

/** POST with the scheduler's secret: record which overrides are over. */
export async function handle(req: Request, ports: Ports): Promise<Response> {
  const refused = refuseOthers(req, ports.secret);
  if (refused) return refused;

  const { data, error } = await ports.expire();
  return error || data === null
    ? Response.json({ expired: null }, { status: 500 })
    : Response.json({ expired: data });
}
