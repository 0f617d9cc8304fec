// Ports of this machine: who listens, and which are free.
import { createServer } from "node:net";
import { Failure } from "../lib/failure.ts";

/** Whether nobody listens on the port. */
export function isPortFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}

/** Refuse a port that somebody listens on. */
export async function needPort(port: number): Promise<void> {
  if (await isPortFree(port)) return;
  throw new Failure(
    `Port ${port} is taken: stop what listens there, or use "npm start -- --port N --db-port N".`,
  );
}

/** A port that nobody uses at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
