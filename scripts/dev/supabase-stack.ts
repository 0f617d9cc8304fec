// npm start -- --supabase: the same against a real `supabase start`, where Docker is.
import { spawnSync } from "node:child_process";
import { Failure, phase } from "../lib/failure.ts";
import type { StartOptions } from "../lib/options.ts";
import { supabase } from "./supabase-cli.ts";

/** Start the containers, show the main job's answer, stop them when asked. */
export async function startSupabase(
  { fresh }: StartOptions,
  stopped: Promise<number>,
): Promise<number> {
  if (spawnSync("docker", ["info"], { stdio: "ignore" }).status !== 0) {
    throw new Failure('--supabase needs a running Docker; plain "npm start" needs none.');
  }
  const cli = (args: string[]) => {
    const { status, stdout, stderr } = supabase(args);
    if (status !== 0)
      throw new Failure(`supabase ${args.join(" ")} failed:\n${stderr.trim()}`);
    return stdout;
  };

  phase("Starting the containers of Supabase");
  cli(["start"]);
  try {
    if (fresh) cli(["db", "reset"]);
    const values = JSON.parse(cli(["status", "--output", "json"])) as Record<
      string,
      string
    >;
    const url = values.API_URL;
    const key = values.PUBLISHABLE_KEY ?? values.ANON_KEY;
    if (!url || !key)
      throw new Failure("supabase status names no API address: is it running?");
    const { sarahsMenus } = await import("../demo.ts");
    for (const [name, value] of Object.entries(values)) console.log(`${name}=${value}`);
    console.log(`\n${await sarahsMenus(url, key)}\n`);
    console.log("Ctrl-C stops the containers; the data stays.");
    return await stopped;
  } finally {
    cli(["stop"]);
  }
}
