/** Just enough of SQL's lexical rules to find where a statement or an argument ends. */

/** A stretch of text: from `start` up to, not including, `end`. */
export interface Span {
  start: number;
  end: number;
}

/** The text with strings and comments blanked, so that a pattern meets code only. */
export function codeOnly(text: string): string {
  return text.replace(/--[^\n]*|'(?:[^']|'')*'/g, (match) => " ".repeat(match.length));
}

/** Where the statement that begins at `start` ends: behind its semicolon. */
export function statementAt(code: string, start: number): Span {
  let depth = 0;
  for (let index = start; index < code.length; index += 1) {
    const character = code[index];
    if (character === "(") depth += 1;
    if (character === ")") depth -= 1;
    if (character === ";" && depth === 0) return { start, end: index + 1 };
  }
  return { start, end: code.length };
}

/** The call whose name begins at `start`: with its name and its parentheses. */
export function callAt(code: string, start: number): Span {
  let depth = 0;
  for (let index = code.indexOf("(", start); index < code.length; index += 1) {
    if (code[index] === "(") depth += 1;
    if (code[index] === ")") {
      depth -= 1;
      if (depth === 0) return { start, end: index + 1 };
    }
  }
  return { start, end: code.length };
}

/** Put something else in the place of some spans. */
export function replaced(text: string, spans: readonly Span[], by: string): string {
  return spans
    .toSorted((a, b) => b.start - a.start)
    .reduce((rest, { start, end }) => rest.slice(0, start) + by + rest.slice(end), text);
}

/** One line without the blanks of its layout. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
