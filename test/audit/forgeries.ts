// Forgeries, made by kinds at every position of a good bundle: what a forger, an editor or
// another program would write in its place.

/** One forgery: what was done where, and the bytes of the bundle. */
export interface Forgery {
  readonly what: string;
  readonly bytes: Buffer;
}

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** JSON that can hold what no value can: a name twice, a number in another spelling. */
interface Raw {
  readonly raw: string;
}

/** What JSON.stringify writes, with raw pieces as they are. */
function write(value: Json | Raw, at: readonly string[] = [], cut?: Cut): string {
  if (cut && cut.at === at.join("\0")) return cut.write(value as Json);
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if ("raw" in value && typeof value.raw === "string") return value.raw;
  if (Array.isArray(value)) {
    return `[${value.map((item, i) => write(item, [...at, String(i)], cut)).join(",")}]`;
  }
  const members = Object.entries(value).map(
    ([name, item]) => `${JSON.stringify(name)}:${write(item, [...at, name], cut)}`,
  );
  return `{${members.join(",")}}`;
}

/** A place, and what is written there instead. */
interface Cut {
  readonly at: string;
  write(value: Json): string;
}

/** Every place of a value: the whole, its members, theirs. */
function* places(value: Json, at: string[] = []): Generator<[string[], Json]> {
  yield [at, value];
  if (typeof value !== "object" || value === null) return;
  for (const [name, item] of Object.entries(value)) yield* places(item, [...at, name]);
}

/** Another spelling of each kind of value, or another value where one is looked for. */
const OTHER_VALUES: Readonly<Record<string, (value: Json) => string>> = {
  null: () => "null",
  true: () => "true",
  false: () => "false",
  "not a number": () => "NaN",
  infinite: () => "Infinity",
  one: () => "1",
  "a fraction": () => "1.0",
  "an empty text": () => '""',
  "an empty list": () => "[]",
  "an empty object": () => "{}",
  "in a list": (value) => `[${write(value)}]`,
  "in an object": (value) => `{"0":${write(value)}}`,
  "a text of it": (value) => JSON.stringify(write(value)),
  "space before": (value) => ` ${write(value)}`,
  "space after": (value) => `${write(value)} `,
  "a comma after": (value) => `${write(value)},`,
  "a comment after": (value) => `${write(value)}/**/`,
  "a list as an object": (value) =>
    Array.isArray(value) ? write(Object.fromEntries(value.entries())) : "{",
  "an object as a list": (value) => (isObject(value) ? write(Object.values(value)) : "["),
  "a list backwards": (value) =>
    Array.isArray(value) && value.length > 1 ? write(value.toReversed()) : "]",
};

const isObject = (value: Json): value is { [name: string]: Json } =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const ARABIC = "٠١٢٣٤٥٦٧٨٩";

/** What can be done to a text, wherever it stands. */
const OTHER_TEXTS: Readonly<Record<string, (text: string) => string>> = {
  "a space before": (text) => ` ${text}`,
  "a space after": (text) => `${text} `,
  "a line end after": (text) => `${text}\n`,
  "two line ends after": (text) => `${text}\n\n`,
  "a line end before": (text) => `\n${text}`,
  "a return at line ends": (text) => text.replaceAll("\n", "\r\n"),
  "a tab after": (text) => `${text}\t`,
  "a zero byte after": (text) => `${text}\0`,
  "half a character after": (text) => `${text}\ud800`,
  "a joiner after": (text) => `${text}\u200d`,
  "garbage after": (text) => `${text}garbage`,
  "a line of garbage after": (text) => `${text}garbage\n`,
  "without its first character": (text) => text.slice(1),
  "without its last character": (text) => text.slice(0, -1),
  "without padding": (text) => text.replaceAll("=", ""),
  "more padding": (text) => text.replaceAll("=", "=="),
  "other unused bits": (text) =>
    text.replaceAll(/([A-Za-z0-9+/])(={1,2})/g, (_, digit: string, end: string) => {
      const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
      return `${digits[digits.indexOf(digit) ^ 1]}${end}`;
    }),
  "the URL alphabet": (text) => text.replaceAll("+", "-").replaceAll("/", "_"),
  "a line end within": (text) => `${text.slice(0, 8)}\n${text.slice(8)}`,
  "a dash for the em dash": (text) => text.replaceAll("\u2014", "-"),
  "an en dash": (text) => text.replaceAll("\u2014", "\u2013"),
  "two spaces": (text) => text.replaceAll(" ", "  "),
  "a wide space": (text) => text.replaceAll(" ", "\u00a0"),
  "upper case": (text) => text.toUpperCase(),
  "a plus before numbers": (text) => text.replaceAll(/\d+/g, "+$&"),
  "a zero before numbers": (text) => text.replaceAll(/\d+/g, "0$&"),
  "a minus before numbers": (text) => text.replaceAll(/\d+/g, "-$&"),
  "a fraction after numbers": (text) => text.replaceAll(/\d+/g, "$&.0"),
  "an exponent after numbers": (text) => text.replaceAll(/\d+/g, "$&e0"),
  "digits of another script": (text) =>
    text.replaceAll(/\d/g, (d) => ARABIC[Number(d)] ?? d),
  "grouped digits": (text) => text.replaceAll(/\d+/g, "0_$&"),
  "wide letters": (text) => text.replaceAll("a", "\uff41"),
  "the first line twice": (text) => text.replace(/^.*\n/, "$&$&"),
  "the last line twice": (text) => text.replace(/.*\n$/, "$&$&"),
  "another key's line after": (text) =>
    text.replace(
      /(\u2014 \S+ )\S+\n$/u,
      (line, name: string) => `${line}${name}${"A".repeat(90)}A=\n`,
    ),
  "another log's line after": (text) =>
    text.replace(
      /\u2014 \S+ (\S+\n)$/u,
      (line, rest: string) => `${line}\u2014 other/log ${rest}`,
    ),
  "a short line after": (text) =>
    text.replace(
      /(\u2014 \S+ )\S+\n$/u,
      (line, name: string) => `${line}${name}AAAAAAAA\n`,
    ),
  "an extension line": (text) => text.replace("\n\n", "\nextension\n\n"),
  "no blank line": (text) => text.replace("\n\n", "\n"),
  "another blank line": (text) => text.replace("\n\n", "\n\n\n"),
  "without its last line": (text) => text.replace(/.*\n$/, ""),
  "without its line ends": (text) => text.replaceAll("\n", ""),
};

/** What can be done to an object besides: names and their order. */
function* otherObjects(value: { [name: string]: Json }): Generator<[string, string]> {
  const members = Object.entries(value).map(([name, item]) => [name, write(item)] as const);
  const wrote = (list: (readonly [string, string])[]) =>
    `{${list.map(([name, item]) => `${JSON.stringify(name)}:${item}`).join(",")}}`;
  yield ["an unknown name", wrote([...members, ["unknown", '""']])];
  yield ["an unknown name first", wrote([["unknown", '""'], ...members])];
  yield ["a prototype", wrote([...members, ["__proto__", "{}"]])];
  yield ["a path", wrote([...members, ["file", '"/dev/zero"']])];
  for (const [i, [name, item]] of members.entries()) {
    yield [`no ${name}`, wrote(members.toSpliced(i, 1))];
    yield [`${name} twice`, wrote(members.toSpliced(i, 0, [name, item]))];
    yield [`${name} twice, differently`, wrote(members.toSpliced(i, 0, [name, '""']))];
    yield [`${name} last`, wrote([...members.toSpliced(i, 1), [name, item]])];
    for (const [what, change] of Object.entries(OTHER_TEXTS)) {
      yield [`${name} with ${what}`, wrote(members.with(i, [change(name), item]))];
      yield [`${name} and with ${what}`, wrote([...members, [change(name), item]])];
    }
    const escaped = `\\u${name.charCodeAt(0).toString(16).padStart(4, "0")}`;
    const text = wrote(members).replace(`"${name}":`, `"${escaped}${name.slice(1)}":`);
    yield [`${name} with an escape`, text];
  }
}

/** What can be done to a list besides: its order, and how often. */
function* otherLists(list: Json[]): Generator<[string, string]> {
  for (const i of list.keys()) {
    yield [`no ${i}`, write(list.toSpliced(i, 1))];
    yield [`${i} twice`, write(list.toSpliced(i, 0, list[i] as Json))];
    yield [`${i} last`, write([...list.toSpliced(i, 1), list[i] as Json])];
  }
}

/** What can be done to the bytes of the whole. */
function* otherBytes(text: string): Generator<[string, Buffer]> {
  const bytes = Buffer.from(text);
  yield ["a byte order mark", Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes])];
  yield ["UTF-16", Buffer.from(text, "utf16le")];
  yield ["a line end after", Buffer.from(`${text}\n`)];
  yield ["indented", Buffer.from(JSON.stringify(JSON.parse(text), null, 2))];
  yield ["ASCII", Buffer.from(text.replaceAll("\u2014", "\\u2014"))];
  yield ["a solidus escaped", Buffer.from(text.replaceAll("/", "\\/"))];
  yield ["twice", Buffer.from(text + text)];
  yield ["nested deeply", Buffer.from(`${"[".repeat(100_000)}${"]".repeat(100_000)}`)];
  yield [
    "a long number",
    Buffer.from(text.replace('"checkpoints":', `"x":${"9".repeat(10_000)},"checkpoints":`)),
  ];
  for (const at of [1, Math.floor(bytes.length / 2), bytes.length - 2]) {
    yield [`bad UTF-8 at ${at}`, Buffer.from(bytes).fill(0xff, at, at + 1)];
    yield [
      `half a character at ${at}`,
      Buffer.concat([
        bytes.subarray(0, at),
        Buffer.from([0xed, 0xa0, 0x80]),
        bytes.subarray(at),
      ]),
    ];
    yield [`cut at ${at}`, bytes.subarray(0, at)];
  }
  // A space before and after each mark of the outer structure.
  for (const found of text.matchAll(/[{}[\]:,](?=["{}[\]]|$)/g)) {
    const at = found.index;
    yield [`a space at ${at}`, Buffer.from(`${text.slice(0, at)} ${text.slice(at)}`)];
  }
}

/** Every forgery of a bundle that is not, byte for byte, the bundle itself. */
export function* forgeriesOf(bundle: object): Generator<Forgery> {
  const good = JSON.stringify(bundle);
  const seen = new Set([Buffer.from(good).toString("latin1")]);
  const value = JSON.parse(good) as Json;
  for (const [what, bytes] of forge(value, good)) {
    const key = bytes.toString("latin1");
    if (seen.has(key)) continue;
    seen.add(key);
    yield { what, bytes };
  }
}

function* forge(value: Json, good: string): Generator<[string, Buffer]> {
  for (const [at, there] of places(value)) {
    const where = at.join(" > ") || "the bundle";
    const put = (text: string) =>
      Buffer.from(write(value, [], { at: at.join("\0"), write: () => text }));
    for (const [what, change] of Object.entries(OTHER_VALUES)) {
      yield [`${where}: ${what}`, put(change(there))];
    }
    if (typeof there === "string") {
      for (const [what, change] of Object.entries(OTHER_TEXTS)) {
        yield [`${where}: ${what}`, put(JSON.stringify(change(there)))];
      }
      const escaped = `"\\u${there.charCodeAt(0).toString(16).padStart(4, "0")}`;
      if (there !== "")
        yield [`${where}: an escape`, put(escaped + JSON.stringify(there).slice(2))];
    }
    const others = Array.isArray(there)
      ? otherLists(there)
      : isObject(there)
        ? otherObjects(there)
        : [];
    for (const [what, text] of others) yield [`${where}: ${what}`, put(text)];
  }
  for (const [what, bytes] of otherBytes(good)) yield [`the bundle: ${what}`, bytes];
}
