// A throw-away function: proves that Deno runs, that bare imports resolve and that the
// caller's token reaches the database.
import { createClient } from "@supabase/supabase-js";

Deno.serve(async (request) => {
  const supabase = createClient(
    Deno.env.get("SUPABASE_URL")!,
    Deno.env.get("SUPABASE_PUBLISHABLE_KEY")!,
    {
      auth: { persistSession: false },
      global: { headers: { Authorization: request.headers.get("Authorization") ?? "" } },
    },
  );
  const { data, error } = await supabase.rpc("door_caller");
  const { pathname, search } = new URL(request.url);
  return Response.json({
    runtime: `deno ${Deno.version.deno.split(".")[0]}`,
    method: request.method,
    path: pathname + search,
    body: await request.text(),
    caller: data ?? error,
  });
});
