// Signed notes and checkpoints against published examples.
import { describe, expect, it } from "vitest";
import {
  formatCheckpoint,
  formatVerifierKey,
  importSigner,
  openNote,
  parseCheckpoint,
  parseVerifierKey,
  signNote,
} from "../../functions/_shared/note.ts";
import { C2SP_CHECKPOINT, GO_NOTE } from "./vectors.ts";

const key = parseVerifierKey(GO_NOTE.key);
const other = parseVerifierKey(GO_NOTE.otherKey);
const note = `${GO_NOTE.text}\n${GO_NOTE.signature}`;

describe("a verifier key", () => {
  it("reads and writes as published", () => {
    expect(formatVerifierKey(key)).toBe(GO_NOTE.key);
  });

  it("is refused in every mangled form", () => {
    for (let i = 0; i < GO_NOTE.key.length; i++) {
      const code = GO_NOTE.key.charCodeAt(i) + 1;
      const mangled =
        GO_NOTE.key.slice(0, i) + String.fromCharCode(code) + GO_NOTE.key.slice(i + 1);
      expect(() => parseVerifierKey(mangled)).toThrow(/verifier key/);
      expect(() => parseVerifierKey(GO_NOTE.key.slice(0, i))).toThrow(/verifier key/);
    }
  });
});

describe("a note", () => {
  it("is signed to the published bytes", async () => {
    const signer = await importSigner(GO_NOTE.seed);
    expect(await signNote(GO_NOTE.text, GO_NOTE.name, [signer])).toBe(note);
  });

  it("opens for whoever trusts one of its keys, and names it", async () => {
    const both = note + GO_NOTE.otherSignature;
    expect(await openNote(both, [key])).toEqual({ text: GO_NOTE.text, signedBy: [key] });
    expect(await openNote(both, [key, other])).toEqual({
      text: GO_NOTE.text,
      signedBy: [key, other],
    });
    expect(await openNote(note, [key, other])).toEqual({
      text: GO_NOTE.text,
      signedBy: [key],
    });
  });

  it("does not open for whoever trusts none", async () => {
    await expect(openNote(note, [other])).rejects.toThrow("no signature of a trusted key");
    await expect(openNote(C2SP_CHECKPOINT.note, [key])).rejects.toThrow("no signature");
  });

  it("does not open after any change of its text", async () => {
    for (let i = 0; i < GO_NOTE.text.length - 1; i++) {
      const text = `${GO_NOTE.text.slice(0, i)}x${GO_NOTE.text.slice(i + 1)}`;
      if (text === GO_NOTE.text) continue;
      await expect(openNote(`${text}\n${GO_NOTE.signature}`, [key])).rejects.toThrow();
    }
  });

  it.each([
    ["no signature", GO_NOTE.text],
    ["an empty list of signatures", `${GO_NOTE.text}\n`],
    ["no end of line", note.slice(0, -1)],
    ["a control character", `\u0001${note}`],
    ["a line that is no signature", `${note}Unexpected line.\n`],
  ])("with %s is malformed", async (_, text) => {
    await expect(openNote(text, [key])).rejects.toThrow("malformed note");
  });
});

describe("a checkpoint", () => {
  it("is the three lines of the C2SP example", () => {
    const text = C2SP_CHECKPOINT.note.slice(
      0,
      C2SP_CHECKPOINT.note.lastIndexOf("\n\n") + 1,
    );
    const checkpoint = parseCheckpoint(text);
    expect(checkpoint.origin).toBe(C2SP_CHECKPOINT.origin);
    expect(checkpoint.size).toBe(C2SP_CHECKPOINT.size);
    expect(Buffer.from(checkpoint.root).toString("base64")).toBe(C2SP_CHECKPOINT.root);
    expect(formatCheckpoint(checkpoint)).toBe(text);
  });

  it.each([
    ["a leading zero", "a\n01\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"],
    ["a short root", "a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxqw==\n"],
    ["an extension line", "a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\nmore\n"],
    ["no origin", "\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"],
  ])("with %s is malformed", (_, text) => {
    expect(() => parseCheckpoint(text)).toThrow("malformed checkpoint");
  });
});
