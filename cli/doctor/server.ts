// The versions of PostgreSQL that the migrations are for, and those with known holes.

/** The oldest that is supported, as `server_version_num` counts. */
export const OLDEST = 150_000;

/** The minor versions that SECURITY.md names, by major version. */
const SAFE: Record<number, number> = { 15: 19, 17: 11, 18: 6 };

/** Why the server cannot be used at all; nothing from 15 on. */
export function serverProblems(version: number): string[] {
  return version >= OLDEST
    ? []
    : [`PostgreSQL ${written(version)} is too old: 15 or newer is needed`];
}

/** What should be looked at all the same. */
export function serverNotes(version: number): string[] {
  const { major, minor } = split(version);
  const safe = SAFE[major];
  return safe === undefined || minor >= safe
    ? []
    : [
        `PostgreSQL ${written(version)} has known holes: ${major}.${safe} or a later minor version closes them`,
      ];
}

const split = (version: number) => ({
  major: Math.floor(version / 10_000),
  minor: version % 10_000,
});

const written = (version: number) => {
  const { major, minor } = split(version);
  return `${major}.${minor}`;
};
