/**
 * The schema that serves the calls, for `createClient`: what STAGEDOOR_API_SCHEMA names after
 * `stagedoor init --api-schema`, else `public` (F105).
 */
export const apiOf = (env: (name: string) => string | undefined): { schema: "public" } => ({
  // The same calls under another name: the types know them as those of public.
  schema: (env("STAGEDOOR_API_SCHEMA") || "public") as "public",
});
