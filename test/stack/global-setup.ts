import type { TestProject } from "vitest/node";
import { startCluster } from "../../scripts/lib/cluster.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** The port of the PostgreSQL server that all test files share. */
    clusterPort: number;
  }
}

/** One throw-away server for the whole run; each test file makes databases of its own. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const cluster = await startCluster({ name: "vitest" });
  project.provide("clusterPort", cluster.port);
  return () => cluster.stop();
}
