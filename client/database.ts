// The types of every table and call, as generated.
import type { Database } from "../functions/_shared/database.types.ts";

export type * from "../functions/_shared/database.types.ts";

type Calls = Database["public"]["Functions"];

type WithCalls<Schema> = {
  [Member in keyof Schema]: Member extends "Functions"
    ? {
        [Name in keyof Schema[Member]]: Name extends keyof Calls
          ? Calls[Name]
          : Schema[Member][Name];
      }
    : Schema[Member];
};

/**
 * The types of a project of one's own, `supabase gen types`, with what these do not know of our
 * calls: which arguments and columns may be null, and which hold one of a list of values.
 *
 * Calls that are not in them stay out; the rest stays as it was generated. `Schema` is where the
 * calls are served.
 */
export type WithStagedoor<Theirs, Schema extends PropertyKey = "public"> = {
  [Name in keyof Theirs]: Name extends Schema ? WithCalls<Theirs[Name]> : Theirs[Name];
};
