// What the title of a test must be: a sentence that stands alone, once in its file.

const CITATION = /^[A-Z]\d+(?:, [A-Z]\d+)*: /;
const LEANING = /^(?:and|nor|neither|but|or|so|it|its|the same)\b/i;

/** Which titles of one file lean on another one, or stand there twice; one line each. */
export function titleFlaws(titles: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const title of titles) counts.set(title, (counts.get(title) ?? 0) + 1);
  return [...counts].flatMap(([title, count]) => {
    const [word] = LEANING.exec(title.replace(CITATION, "")) ?? [];
    return [
      ...(word ? [`"${title}" begins with "${word}": a title names its subject`] : []),
      ...(count > 1 ? [`"${title}" stands ${count} times: a title is its own`] : []),
    ];
  });
}
