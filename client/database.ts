// The types of every table and call, as generated. A project with tables of its own generates
// them anew (`supabase gen types`) and names its file here.
export type { Database, Json } from "../functions/_shared/database.types.ts";
