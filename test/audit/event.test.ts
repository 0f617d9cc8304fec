// The one spelling of an event: what could be read in two ways is not an event.
import { describe, expect, it } from "vitest";
import { readLink } from "../../functions/_shared/audit-event.ts";
import { bodyOf, SEQUENCE } from "./fixture.ts";

const ZERO = "0".repeat(64);
const body = bodyOf(SEQUENCE, 1, ZERO).toString("utf8");
const read = (text: string) => readLink(Buffer.from(text));

describe("an event", () => {
  it("says where it stands", () => {
    expect(read(body)).toMatchObject({ sequence: SEQUENCE, seq: 1, prev: ZERO });
  });

  it.each([
    ["a space too many", body.replace('"v": ', '"v":  ')],
    ["a space too few", body.replace('", "', '","')],
    ["a field twice", body.replace('"v": "1"', '"v": "1", "v": "1"')],
    ["a nested field twice", body.replace('{"status"', '{"status": "Revoked", "status"')],
    ["a field missing", body.replace('"reason": "event 1", ', "")],
    ["a field too many", body.replace('"prev"', '"more": null, "prev"')],
    [
      "its fields in another order",
      body.replace(
        '"scope_id": null, "actor_id": null',
        '"actor_id": null, "scope_id": null',
      ),
    ],
    ["a number", body.replace('"object_id": "1"', '"object_id": 1')],
    ["a needless escape", body.replace("event 1", "\\u0065vent 1")],
    ["an escape in upper case", body.replace("event 1", "\\u001F")],
    ["a raw control character", body.replace("event 1", "\u0007")],
    ["a trailing comma", body.replace("null}", "null,}").replace('"}', '", }')],
    ["something behind it", `${body} `],
    ["something before it", ` ${body}`],
    ["another version", body.replace('"v": "1"', '"v": "2"')],
    ["a position with a zero", body.replace('"seq": "1"', '"seq": "01"')],
    ["a link that is no hash", body.replace(ZERO, ZERO.slice(1))],
    ["nothing in it", ""],
    ["its end cut off", body.slice(0, -1)],
  ])("with %s is none", (_, text) => {
    expect(text).not.toBe(body);
    expect(read(text)).toBeNull();
  });

  const holding = (value: string) => body.replace('{"é"', `{"deep": ${value}, "é"`);
  const nested = (depth: number, inside: string) =>
    `${'{"a": ['.repeat(depth)}${inside}${"]}".repeat(depth)}`;

  it.each([1, 40, 4_000, 200_000])("may hold what is nested %i deep", (depth) => {
    expect(read(holding(nested(depth, '"x"')))).toMatchObject({ seq: 1 });
  });

  it.each([
    ["a number", nested(4_000, "7")],
    ["a key twice", nested(4_000, '{"b": null, "b": null}')],
    ["a needless escape", nested(4_000, '"\\u0041"')],
    ["a bracket too many", `${nested(4_000, "null")}]`],
    ["a bracket too few", nested(4_000, "null").slice(0, -1)],
    ["one bracket of another kind", nested(4_000, "[}")],
  ])("is none with %s four thousand levels down", (_, value) => {
    expect(read(holding(value))).toBeNull();
  });

  it("may have keys that an object has by itself", () => {
    expect(read(holding('{"__proto__": "x", "constructor": null, "": []}'))).not.toBeNull();
    expect(read(holding('{"__proto__": "x", "__proto__": "x"}'))).toBeNull();
  });

  it("in bytes that are not UTF-8 is none", () => {
    const bytes = Buffer.from(body);
    bytes[bytes.indexOf("event 1")] = 0xff;
    expect(readLink(bytes)).toBeNull();
  });
});
