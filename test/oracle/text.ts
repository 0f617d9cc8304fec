/** Answers as text, so that they can be compared. */
const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const inOrder = (entries: [string, unknown][]): Record<string, unknown> =>
  Object.fromEntries(entries.toSorted(([a], [b]) => byText(a, b)));

/** The same answer has the same text, whatever the order of its parts. */
export const textOf = (answer: unknown): string =>
  JSON.stringify(answer ?? null, (_, value: unknown) => {
    if (value instanceof Set) return [...value].map(String).toSorted(byText);
    if (value instanceof Map) return inOrder([...value]);
    if (Array.isArray(value)) return value.map(String).toSorted(byText);
    return typeof value === "object" && value !== null
      ? inOrder(Object.entries(value))
      : value;
  });
