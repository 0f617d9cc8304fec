// Keys that the platform puts into a function's environment, under its newer or older names.

type Env = (name: string) => string | undefined;

/** The key that acts as the service. */
export const secretKey = (env: Env): string =>
  keyOf(env, "SUPABASE_SECRET_KEY", "SUPABASE_SERVICE_ROLE_KEY");

/** The key that a client app carries. */
export const publishableKey = (env: Env): string =>
  keyOf(env, "SUPABASE_PUBLISHABLE_KEY", "SUPABASE_ANON_KEY");

function keyOf(env: Env, name: string, formerName: string): string {
  const key = env(name) ?? defaultOf(env(`${name}S`)) ?? env(formerName);
  if (!key) throw new Error(`${name} is not set`);
  return key;
}

/** Hosted projects name several keys in one JSON object. */
function defaultOf(keys: string | undefined): string | undefined {
  if (!keys) return undefined;
  const named: unknown = JSON.parse(keys);
  if (typeof named !== "object" || named === null || !("default" in named))
    return undefined;
  return typeof named.default === "string" ? named.default : undefined;
}
