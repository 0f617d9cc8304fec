#!/usr/bin/env python3
"""Verify an audit bundle offline: verify.py bundle.json [KEY ...], each KEY a verifier key known from elsewhere."""
import base64, hashlib, io, json, multiprocessing, pathlib, re, subprocess, sys, tempfile
def sha(data): return hashlib.sha256(data).digest()
def node(left, right): return sha(b"\1" + left + right)
def b64(text): return base64.b64decode(text, validate=True)
NO, DER = {}.__getitem__, bytes.fromhex("302a300506032b6570032100")
READ = json.JSONDecoder(parse_float=NO, parse_int=NO, parse_constant=NO).decode  # an event holds no bare number and
WRITE = json.JSONEncoder(ensure_ascii=False).encode  # has one spelling, so its bytes have one reading
def check(line):  # sequence, position, previous hash and hash of an event; None if it is not one
    try:
        line = line.removesuffix(b"\n"); text = line.decode(); e = READ(text); v, sequence, seq, *_, prev = e
        if WRITE(e) == text and (v, e[v], sequence, seq, prev) == ("v", "1", "sequence", "seq", "prev"):
            if re.fullmatch("[1-9][0-9]{0,17}", e[seq]): return e[sequence], int(e[seq]), e[prev], sha(b"\0" + line)
    except (ValueError, TypeError, KeyError): pass
def opened(note, keys):  # the lines of a C2SP signed note, once a trusted key has signed it
    text, _, tail = note.rpartition("\n\n"); text += "\n"
    for (_, name, sig), key in ((line.split(" "), key) for line in tail.rstrip("\n").split("\n") for key in keys):
        key_name, key_id, pub = key.split("+", 2); sig, pub = b64(sig), b64(pub)  # pub: 1 for Ed25519, then the key
        if name != key_name or not sig[:4] == bytes.fromhex(key_id) == sha(name.encode() + b"\n" + pub)[:4]: continue
        with tempfile.TemporaryDirectory() as d:
            for f, data in zip("kst", (DER + pub[1:], sig[4:], text.encode())): pathlib.Path(d, f).write_bytes(data)
            run = "openssl pkeyutl -verify -pubin -keyform DER -inkey k -rawin -in t -sigfile s".split()
            if pub[0] == 1 and not subprocess.run(run, cwd=d, capture_output=True).returncode: return text.split("\n")
    raise ValueError("no trusted key signed this checkpoint:\n" + note)
def tree(level):  # the root over these leaves
    while len(level) > 1: level = [node(*level[i:i + 2]) if level[i + 1:i + 2] else level[i] for i in range(0, len(level), 2)]
    return level[0]
def roots(m, n, path, old):  # RFC 6962, 2.1.2: the roots of the first m leaves and of all n
    if m == n: (root,) = path if old is None else [old, *path]; return root, root
    half = 1 << (n - 1).bit_length() - 1; *path, last = path
    if m <= half: a, b = roots(m, half, path, old); return a, node(b, last)
    return tuple(node(last, r) for r in roots(m - half, n - half, path, None))
def above(i, n, path, leaf):  # RFC 6962, 2.1.1: the root of the n leaves of which this is number i
    if (i, n) == (0, 1): (leaf,) = [leaf, *path]; return leaf
    half = 1 << (n - 1).bit_length() - 1; *path, last = path
    return node(above(i, half, path, leaf), last) if i < half else node(last, above(i - half, n - half, path, leaf))
def problem(bundle, events, keys):  # what is wrong, or None
    heads, leaves, log, hashes = {}, [], bundle["origin"].rpartition("/")[2], b64(bundle.get("hashes", ""))
    for origin, n, root, end in (opened(note, keys) for note in bundle["checkpoints"]):
        if origin != bundle["origin"] or end or heads.setdefault(int(n), b64(root)) != b64(root): return "these are two logs"
    for m, n in zip(sorted(heads), sorted(heads)[1:]):
        if roots(m, n, list(map(b64, bundle["consistency"][f"{m}-{n}"])), heads[m]) != (heads[m], heads[n]): return f"{n} forks {m}"
    for s, at, _, leaf in events if "inclusion" in bundle else ():  # chosen events, each with its way up to a root
        n, *path = bundle["inclusion"][str(at)]
        if (s, above(at - 1, n, list(map(b64, path)), leaf)) != (log, heads[n]): return f"event {at} was not sealed"
    for at, event in enumerate(events, 1):  # or all of them
        if not event or event[:2] != (log, at): return f"event {at} is malformed, missing or out of place"
        if hashes[32 * at - 32:32 * at] not in (b"", event[3]): return f"event {at} is not the one that was sealed"
        if event[2] != (leaves or [bytes(32)])[-1].hex(): return f"event {at} does not follow the one before it"
        leaves.append(event[3])
    if "inclusion" not in bundle and len(leaves) < max(heads): return f"event {len(leaves) + 1} is missing"
    if "inclusion" not in bundle and tree(leaves[:max(heads)]) != heads[max(heads)]:
        return f"an event up to {next(n for n in sorted(heads) if tree(leaves[:n]) != heads[n])} is not the one that was sealed"
if __name__ == "__main__":
    name, *keys = sys.argv[1:]; bundle = json.loads(pathlib.Path(name).read_text("utf-8"))
    file = io.BytesIO(bundle["events"].encode()) if "events" in bundle else open(pathlib.Path(name).parent / bundle["file"], "rb")
    try: why = problem(bundle, multiprocessing.Pool().imap(check, file, 2000), keys or bundle["keys"])
    except (ValueError, KeyError, TypeError, OSError) as error: why = f"not a whole bundle: {error}"
    print(f"FAILED: {why}" if why else f"OK: {bundle['origin']}, keys {' '.join(keys or bundle['keys'])}"); sys.exit(bool(why))
