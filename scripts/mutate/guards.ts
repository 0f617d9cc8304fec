/** Ways in which a function's guards can be broken, as changes of its body. */
import { callAt, codeOnly, oneLine, replaced, type Span, statementAt } from "./source.ts";

/** One breakage: what is broken, and the body with it broken. */
export interface Breakage {
  what: string;
  body: string;
}

/** Every way to break a body, each in one place (a guard that is asked twice: in both). */
export function breakages(body: string): Breakage[] {
  const code = codeOnly(body);
  return [
    ...callsDropped(body, code),
    ...raisesDropped(body, code),
    ...returnsDropped(body, code),
    ...questionsAnswered(body, code),
    ...conditionsDropped(body, code),
    ...windowsMoved(body, code),
  ];
}

const matches = (code: string, pattern: RegExp): RegExpExecArray[] => [
  ...code.matchAll(pattern),
];

/**
 * `perform stagedoor.refuse_escalation(...)` left out. Locks and settings stay. A guard whose
 * answer is kept, `v_elevation_id := stagedoor.require(...)`, answers null instead.
 */
function callsDropped(body: string, code: string): Breakage[] {
  const spans = matches(code, /\bperform (?=stagedoor[a-z_]*\.)/g).map((match) =>
    statementAt(code, match.index),
  );
  const kept = matches(code, /(?<=:= )stagedoor\.require\(/g).map((match) =>
    callAt(code, match.index),
  );
  // A right is asked for before a lock and again behind it: only together they can be missed.
  const guards = new Map<string, Span[]>();
  for (const span of [...spans, ...kept]) {
    const call = oneLine(body.slice(span.start, span.end))
      .replace(/^stagedoor\.require\(.*/, "perform $&;")
      .replace("( ", "(")
      .replace(/stagedoor\.require\(/, "stagedoor.enforce(");
    guards.set(call, [...(guards.get(call) ?? []), span]);
  }
  return [...guards].map(([what, places]) => ({
    what: `without ${what}`,
    body: places
      .toSorted((a, b) => b.start - a.start)
      .reduce(
        (text, place) => replaced(text, [place], kept.includes(place) ? "null" : "null;"),
        body,
      ),
  }));
}

/** An error that is not raised. */
function raisesDropped(body: string, code: string): Breakage[] {
  return matches(code, /\braise (?!notice|debug|sqlstate 'SD)/g)
    .filter((match) => /(^|\n|then|else|loop)\s*$/.test(code.slice(0, match.index)))
    .map((match) => statementAt(code, match.index))
    .filter(({ start }) => !body.slice(start).startsWith("raise sqlstate 'SD"))
    .map((span) => ({
      what: `without ${oneLine(body.slice(span.start, span.end))}`,
      body: replaced(body, [span], "null;"),
    }));
}

/** `if somebody is nobody then return`: never taken. */
function returnsDropped(body: string, code: string): Breakage[] {
  return matches(code, /\b(?:els)?if\b/g).flatMap((match) => {
    const start = match.index + match[0].length;
    const end = code.indexOf(" then", start) === -1 ? -1 : thenAt(code, start);
    if (end === -1 || code.slice(0, match.index).endsWith("end ")) return [];
    if (!/^\s*then\s+(?:return\b|v_\w+ :=|\w+ := )/.test(code.slice(end))) return [];
    return [
      {
        what: `never: if ${oneLine(body.slice(start, end))}`,
        body: replaced(body, [{ start, end }], " false "),
      },
    ];
  });
}

/** Where the `then` of an `if` begins: the first one outside a `case`. */
function thenAt(code: string, start: number): number {
  let cases = 0;
  for (const word of code.slice(start).matchAll(/\b(case|end|then)\b/g)) {
    if (word[0] === "case") cases += 1;
    else if (word[0] === "end") cases -= 1;
    else if (cases === 0) return start + word.index;
  }
  return -1;
}

/** Questions that guards ask, and the answer that lets everybody through. */
const LENIENT: Record<string, string> = {
  account_is_live: "true",
  session_is_alive: "true",
  is_denied: "false",
  is_service: "true",
  separation_is_enforced: "false",
  is_other_person: "false",
  may_know_access: "true",
  may_still_give: "true",
  counts_when_archived: "true",
};

function questionsAnswered(body: string, code: string): Breakage[] {
  const names = Object.keys(LENIENT).join("|");
  const pattern = new RegExp(`\\bstagedoor\\.(${names})\\(`, "g");
  return matches(code, pattern).map((match) => {
    const span = callAt(code, match.index);
    const answer = LENIENT[match[1] ?? ""] ?? "true";
    return {
      what: `${oneLine(body.slice(span.start, span.end))} is ${answer}`,
      body: replaced(body, [span], answer),
    };
  });
}

/** Conditions that keep out what is over, delegated, closed or gone. */
const CONDITIONS = [
  /\b\w+\.status = 'Active'/g,
  /\b\w+\.status <> 'Revoked'/g,
  /\b\w+\.delegated_from is null/g,
  /\bnot \w+\.is_archived/g,
  /\b\w+\.deleted_at is null/g,
  /\b\w+\.ended_at is null/g,
];

function conditionsDropped(body: string, code: string): Breakage[] {
  return CONDITIONS.flatMap((pattern) => matches(body, pattern))
    .filter((match) => code[match.index] !== " ")
    .map((match, index, all) => {
      const start = match.index;
      const nth = all.slice(0, index).filter((other) => other[0] === match[0]).length + 1;
      return {
        what: `${match[0]} (${nth}) is true`,
        body: replaced(body, [{ start, end: start + match[0].length }], "true"),
      };
    });
}

/** A window that is open for a moment longer or shorter than it says. */
const EDGES =
  /\b(?:\w+\.)?(?:p_)?(valid_from|valid_until|ends_at|started_at|expires_at|not_after|banned_until|failed_at)\s*(<=|>=|<|>)(?![=>])/g;
const OTHER_EDGE: Record<string, string> = { "<=": "<", ">=": ">", "<": "<=", ">": ">=" };

function windowsMoved(body: string, code: string): Breakage[] {
  return matches(code, EDGES).map((match, index, all) => {
    const operator = match[2] ?? "";
    const end = match.index + match[0].length;
    const nth = all.slice(0, index).filter((other) => other[0] === match[0]).length + 1;
    const span: Span = { start: end - operator.length, end };
    return {
      what: `${oneLine(match[0])} (${nth}) is ${OTHER_EDGE[operator] ?? ""}`,
      body: replaced(body, [span], OTHER_EDGE[operator] ?? operator),
    };
  });
}
