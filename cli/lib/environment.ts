// What commands read from the environment, each said once.

/** Every variable and what it is. A command names those that it reads. */
export const ENVIRONMENT = {
  ALERT_WEBHOOK_SECRET: "what signs a message: whsec_ and 24 to 64 bytes in base64",
  ALERT_WEBHOOK_URL: "where alerts go",
  AUDIT_DESTINATIONS: "JSON: the places that get every checkpoint",
  AUDIT_KEYS: "signing keys in base64, apart by spaces",
  AUDIT_MAX_LEAVES: "events of one checkpoint at the most (default: 50000)",
  AUDIT_ORIGIN: "the name of the log, as studio.example/stagedoor",
  AUDIT_QUORUM: "destinations that have to take a checkpoint (default: 2)",
  AUDIT_STATE: "JSON: the place of the sealer's state",
  DATABASE_URL: "the database, where SUPABASE_DB_URL is not set either",
  STAGEDOOR_API_SCHEMA:
    "the schema of the calls, after init --api-schema (default: public)",
  STAGEDOOR_PASSWORD: "the password of who signs in",
  SUPABASE_DB_URL: "the database, where --db-url is not given",
  SUPABASE_PUBLISHABLE_KEY: "the API's key (default: that of npm start)",
  SUPABASE_URL: "the API (default: http://127.0.0.1:55321)",
  NO_COLOR: "anything: no colors",
} as const;

/** A variable that commands read. */
export type Variable = keyof typeof ENVIRONMENT;

/** Those that name the database. */
export const DATABASE = ["SUPABASE_DB_URL", "DATABASE_URL"] as const;

/** A variable's value; what is set to nothing is not set. */
export const valueOf = (name: Variable): string | undefined =>
  process.env[name]?.trim() || undefined;
