/** The line of a character position that counts from 1. */
export function lineAt(text: string, position: number): number {
  return text.slice(0, position - 1).split("\n").length;
}
