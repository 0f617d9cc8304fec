// Which words a file of `stagedoor types` lists, so that a difference can be named.

/** Every word of the lists of a file, as `PERMISSION_KEYS budget:view:all`. */
export function wordsOf(text: string): string[] {
  return [...text.matchAll(/^export const (\w+) = \[([^]*?)\] as const;/gm)].flatMap(
    ([, list = "", body = ""]) =>
      // A comment may hold quotes: it is not looked at.
      [...body.replaceAll(/\/\*\*.*\*\//g, "").matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(
        ([, word = ""]) => `${list} ${word}`,
      ),
  );
}
