// Keys that the platform puts into a function's environment, under its newer or older names.

type Env = (name: string) => string | undefined;

/** The key that acts as the service. */
export const secretKey = (env: Env): string =>
  keyOf(env, "SUPABASE_SECRET_KEY", "SUPABASE_SERVICE_ROLE_KEY");

/** The key that a client app carries. */
export const publishableKey = (env: Env): string =>
  keyOf(env, "SUPABASE_PUBLISHABLE_KEY", "SUPABASE_ANON_KEY");

function keyOf(env: Env, name: string, formerName: string): string {
  // A variable that is set to nothing is not set.
  const key = env(name) || defaultOf(`${name}S`, env(`${name}S`)) || env(formerName);
  if (!key) throw new Error(`${name} is not set`);
  return key;
}

/** Hosted projects name several keys in one JSON object. */
function defaultOf(name: string, keys: string | undefined): string | undefined {
  if (!keys) return undefined;
  const named = objectOf(keys);
  if (!named) throw new Error(`${name} is an object of named keys, as JSON`);
  return typeof named["default"] === "string" ? named["default"] : undefined;
}

function objectOf(text: string): Record<string, unknown> | null {
  try {
    const it: unknown = JSON.parse(text);
    const isObject = typeof it === "object" && it !== null && !Array.isArray(it);
    return isObject ? (it as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
