/** Predicates as PostgreSQL prints them: capitals, and parentheses around every operand. */
import type { Breakage } from "./guards.ts";
import { callAt, codeOnly, oneLine, replaced, type Span } from "./source.ts";

/**
 * Each operand of each `and` is true: `(a and b) or c` without a, without b. What nothing is
 * joined with counts only when the `whole` is asked for.
 */
export function conjunctsDropped(expression: string, whole?: "whole"): Breakage[] {
  const code = codeOnly(expression);
  const inner = unwrapped(code, { start: 0, end: code.length });
  const found = conjuncts(code, inner);
  const dropped = found.filter((span) => whole || !isSame(span, inner));
  return answered(expression, dropped, "true");
}

/** Each operand of an `or` at the top is false. */
export function alternativesDropped(expression: string): Breakage[] {
  const code = codeOnly(expression);
  const parts = operands(code, unwrapped(code, { start: 0, end: code.length }), "OR");
  return parts.length > 1 ? answered(expression, parts, "false") : [];
}

/** Each comparison takes its edge in, or leaves it out. */
export function edgesMoved(expression: string): Breakage[] {
  const code = codeOnly(expression);
  return [...code.matchAll(/(?<= )(?:<=|>=|<|>)(?= )/g)].map((match) => {
    const [operator] = match;
    const span = { start: match.index, end: match.index + operator.length };
    const moved = operator.endsWith("=") ? operator.slice(0, 1) : `${operator}=`;
    const { start, end } = around(code, span);
    return {
      what: `${named(expression, { start, end })} is ${moved}`,
      body: replaced(expression, [span], moved),
    };
  });
}

const BEHIND_WHERE =
  /^(?:;|\s+(?:GROUP|HAVING|WINDOW|ORDER|LIMIT|OFFSET|FETCH|UNION|INTERSECT|EXCEPT)\b)/;

/** What stands behind each `where` of a query, sub-selects included. */
export function wherePredicates(query: string): Span[] {
  const code = codeOnly(query);
  return [...code.matchAll(/\bWHERE /g)].map((match) => {
    const start = match.index + match[0].length;
    let depth = 0;
    let end = start;
    for (; end < code.length; end += 1) {
      if (depth === 0 && (code[end] === ")" || BEHIND_WHERE.test(code.slice(end)))) break;
      if (code[end] === "(") depth += 1;
      if (code[end] === ")") depth -= 1;
    }
    return { start, end };
  });
}

/** The operands of `and`, outside a `not` and a sub-select; itself where there is none. */
function conjuncts(code: string, span: Span): Span[] {
  const inner = unwrapped(code, span);
  const parts = operands(code, inner, "AND");
  if (parts.length > 1) return parts.flatMap((part) => conjuncts(code, part));
  const alternatives = operands(code, inner, "OR");
  if (alternatives.length === 1) return [inner];
  const within = alternatives.map((part) => conjuncts(code, part));
  return [inner, ...within.filter((found) => found.length > 1).flat()];
}

/** What a word joins at the top of a stretch. */
function operands(code: string, span: Span, word: "AND" | "OR"): Span[] {
  const parts: Span[] = [];
  let depth = 0;
  let { start } = span;
  for (let index = span.start; index < span.end; index += 1) {
    if (code[index] === "(") depth += 1;
    if (code[index] === ")") depth -= 1;
    if (depth === 0 && code.startsWith(` ${word} `, index)) {
      parts.push({ start, end: index });
      start = index + word.length + 2;
    }
  }
  return [...parts, { start, end: span.end }];
}

/** Without the parentheses that enclose all of it. */
function unwrapped(code: string, span: Span): Span {
  const { start, end } = callAt(code, span.start);
  if (code[span.start] !== "(" || end !== span.end) return span;
  return unwrapped(code, { start: start + 1, end: end - 1 });
}

/** The innermost parentheses around a stretch, without them. */
function around(code: string, span: Span): Span {
  let depth = 0;
  let { start } = span;
  while (start > 0 && !(depth === 0 && code[start - 1] === "(")) {
    start -= 1;
    if (code[start] === ")") depth += 1;
    if (code[start] === "(") depth -= 1;
  }
  const open = start === 0 ? 0 : start - 1;
  const { end } = callAt(code, open);
  return { start, end: start === 0 ? code.length : end - 1 };
}

const isSame = (a: Span, b: Span) => a.start === b.start && a.end === b.end;

const named = (text: string, { start, end }: Span) =>
  oneLine(text.slice(start, end)).replace(/::text\b/g, "");

function answered(text: string, spans: Span[], answer: string): Breakage[] {
  return spans.map((span) => ({
    what: `${named(text, span)} is ${answer}`,
    body: replaced(text, [span], answer),
  }));
}
