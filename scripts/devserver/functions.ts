// /functions/v1/<name>: each edge function is a real Deno process, started at its first call.
import { type ChildProcess, spawn } from "node:child_process";
import * as fs from "node:fs";
import { createRequire } from "node:module";
import { connect } from "node:net";
import { dirname, join } from "node:path";
import { Failure } from "../lib/failure.ts";
import { inRoot } from "../lib/paths.ts";
import { freePort } from "../../cli/postgres/ports.ts";
import type { Service } from "./rest.ts";

interface Running {
  process: ChildProcess;
  port: number;
}

/** Serve every `<folder>/<name>/index.ts`; `env` is what the functions may read. */
export function functionsService(folders: string[], env: Record<string, string>): Service {
  const running = new Map<string, Promise<Running>>();

  const start = (name: string, folder: string): Promise<Running> => {
    const known = running.get(name);
    if (known) return known;
    const started = startFunction(folder, name, env);
    running.set(name, started);
    // One that ended is started again at the next call.
    started.then(
      (it) => it.process.once("exit", () => running.delete(name)),
      () => running.delete(name),
    );
    return started;
  };

  return {
    fetch: async (request) => {
      const { pathname, search } = new URL(request.url);
      const path = pathname.replace(/^\/functions\/v1/, "");
      const name = path.split("/")[1] ?? "";
      const folder = folders.find(
        (each) => /^[a-z0-9-]+$/.test(name) && fs.existsSync(join(each, name, "index.ts")),
      );
      if (!folder) {
        return Response.json(
          { code: "NOT_FOUND", message: "Requested function was not found" },
          { status: 404 },
        );
      }
      const it = await start(name, folder).catch(bootError);
      if (it instanceof Response) return it;
      const { port } = it;
      return fetch(`http://127.0.0.1:${port}${path}${search}`, {
        method: request.method,
        headers: request.headers,
        body: request.body,
        redirect: "manual",
        ...(request.body ? { duplex: "half" } : {}),
      });
    },
    close: async () => {
      for (const started of running.values()) {
        const it = await started.catch(() => null);
        it?.process.kill("SIGKILL");
      }
    },
  };
}

/** What the platform answers for a function that does not start; why, the console says. */
function bootError(error: unknown): Response {
  console.error(error instanceof Failure ? error.message : error);
  return Response.json(
    { code: "BOOT_ERROR", message: "Worker failed to boot (please check logs)" },
    { status: 503 },
  );
}

async function startFunction(
  folder: string,
  name: string,
  env: Record<string, string>,
): Promise<Running> {
  const port = await freePort();
  const config = join(folder, "deno.json");
  const child = spawn(
    denoBinary(),
    [
      "run",
      ...(fs.existsSync(config) ? ["--config", config] : ["--no-config"]),
      ...["--node-modules-dir=manual", "--no-lock", "--cached-only", "--no-prompt"],
      ...["--allow-net", "--allow-env"],
      join(folder, name, "index.ts"),
    ],
    {
      // Not the developer's own environment: a function sees what is meant for it.
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        NO_COLOR: "1",
        DENO_NO_UPDATE_CHECK: "1",
        // Without it Deno listens on every interface.
        DENO_SERVE_ADDRESS: `tcp:127.0.0.1:${port}`,
        ...env,
      },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  const lines: string[] = [];
  const note = (chunk: Buffer) => {
    for (const line of chunk.toString().trimEnd().split("\n")) {
      lines.push(line);
      if (!line.startsWith("Listening on")) console.error(`[${name}] ${line}`);
    }
  };
  child.stdout.on("data", note);
  child.stderr.on("data", note);

  for (let tries = 0; tries < 200; tries++) {
    if (child.exitCode !== null) break;
    if (await answers(port)) return { process: child, port };
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  child.kill("SIGKILL");
  throw new Failure(
    `Function ${name} did not start: ${lines.slice(-3).join(" ") || "silence"}`,
  );
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}

/** The binary itself: killing the wrapper in .bin would leave Deno running. */
function denoBinary(): string {
  const libc = process.platform === "linux" ? "-glibc" : "";
  const name = `@deno/${process.platform}-${process.arch}${libc}`;
  try {
    const require = createRequire(inRoot("node_modules/deno/package.json"));
    const binary = join(dirname(require.resolve(`${name}/package.json`)), "deno");
    if ((fs.statSync(binary).mode & 0o111) === 0) fs.chmodSync(binary, 0o755);
    return binary;
  } catch {
    throw new Failure(`Deno is missing (${name}): run "npm ci" without --omit=optional.`);
  }
}
