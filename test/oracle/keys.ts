/** Keys that the core ships and that the contract treats by name. */
export const CORE_KEYS = [
  "access:view",
  "audit:view",
  "project:delete",
  "project:view:assigned",
];

/** The oracle's own keys, so that implications can be drawn at random without touching others. */
export const OWN_KEYS = [
  "oracle:edit:all",
  "oracle:edit:assigned",
  "oracle:view:all",
  "oracle:view:assigned",
  "oracle:close",
  "oracle:sign",
  "oracle:read:assigned",
  "oracle:read",
];

/** What resembles a key is not one: case, blanks, wildcards, a look-alike letter, nothing. */
export const NOT_KEYS = [
  "Oracle:read",
  "oracle:read ",
  " oracle:read",
  "oracle:*",
  "oracle:view:%",
  "oracle:view",
  "\u043eracle:read",
  "no:such_key",
  "",
];
