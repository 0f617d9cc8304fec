"""Verify an audit bundle offline: python3 verify.py bundle.json KEY [KEY ...], each KEY a verifier key known from elsewhere."""
import base64, hashlib, io, itertools, json, multiprocessing, pathlib, re, subprocess, sys, tempfile
READ, WRITE = json.JSONDecoder(**dict.fromkeys(("parse_float", "parse_int", "parse_constant"), {}.__getitem__)).decode, json.JSONEncoder(ensure_ascii=False).encode
def one(text):  # an event, if this is its one spelling: no bare number, and its bytes have one reading
    try: return e if WRITE(e := READ(text)) == text else None
    except RecursionError: parts = [[]]  # nested too deeply: read from the inside out, with null for what was read
    for t in re.findall(r'"(?:[^"\\]|\\.)*"|[][{}]|[^][{}"]+', text):
        parts += [[]] * (t in "[{"); parts[-1].append(t)
        if t in "]}": inner = "".join(parts.pop()); parts[-1].append(("!", "null")[WRITE(READ(inner)) == inner] if parts[1:] else inner)
    return one("".join(parts[0]))
sha, b64 = (lambda *data: hashlib.sha256(b"".join(data)).digest()), lambda text: base64.b64decode(text, validate=True)  # leaf: 0, line; node: 1, left, right
def tree(level): return level[0] if len(level) == 1 else tree([sha(b"\1", a, b) if b else a for a, b in itertools.zip_longest(level[::2], level[1::2])])
def check(job):  # what is wrong with some lines from one position on, or None; then the hash before, the hashes, their root
    lines, origin, at, sealed = job; log, prev, leaves = origin.rpartition("/")[2], None, []
    for at, line in enumerate(lines, at):
        line, k = line.removesuffix(b"\n"), 32 * len(leaves); leaf = sha(b"\0", line)
        try: e = one(line.decode()); link, said = e["prev"], (e["v"], e["sequence"], e["seq"])
        except (ValueError, TypeError, LookupError): said = None
        if why := "is malformed, missing or out of place" if said != ("1", log, str(at)) else "is not the one that was sealed" if sealed[k:k + 32] not in (b"", leaf) else "does not follow the one before it" if leaves and link != leaves[-1].hex() else None: return f"event {at} {why}", prev, b"", b""
        prev = prev or link; leaves.append(leaf)
    return None, prev, b"".join(leaves), tree(leaves)
def climb(m, n, path, below, one):  # RFC 6962, 2.1: the roots of the first m leaves and of all n; if one, from leaf m alone
    if m == n and (n == 1 or not one): (root,) = path if below is None else [below, *path]; return root, root
    half = 1 << (n - 1).bit_length() - 1; *path, last = path
    if m <= half: a, b = climb(m, half, path, below, one); return a, sha(b"\1", b, last)
    return tuple(sha(b"\1", last, r) for r in climb(m - half, n - half, path, below if one else None, one))
def opened(note, keys, origin, der=bytes.fromhex("302a300506032b6570032100")):  # the lines of a C2SP note that a trusted key signed
    text, _, tail = note.rpartition("\n\n"); text += "\n"  # each line of the tail: a dash, the name of the log, id and signature
    for (_, name, sig), key in ((line.split(" "), key) for line in tail.rstrip("\n").split("\n") for key in keys):
        key_name, key_id, pub = key.split("+", 2); sig, pub = b64(sig), b64(pub)  # pub: 1 for Ed25519, then the key
        if not name == key_name == origin or not sig[:4] == bytes.fromhex(key_id) == sha(name.encode() + b"\n" + pub)[:4]: continue
        with tempfile.TemporaryDirectory() as d:
            for f, data in zip("kst", (der + pub[1:], sig[4:], text.encode())): pathlib.Path(d, f).write_bytes(data)
            if pub[0] == 1 and not subprocess.run("openssl pkeyutl -verify -pubin -keyform DER -inkey k -rawin -in t -sigfile s".split(), cwd=d, capture_output=True).returncode: return text.split("\n")
    raise ValueError(f"no trusted key signed this checkpoint: {note!r}")
def verdict(path, keys, width=4096):  # OK and what is proven, or what is wrong; width: lines a process, a power of two
    bundle, heads, prev, leaves, tops = json.loads(path.read_text("utf-8")), {}, "0" * 64, bytearray(), []
    for origin, n, root, end in (opened(note, keys, bundle["origin"]) for note in bundle["checkpoints"]):
        if origin != bundle["origin"] or end or heads.setdefault(int(n), b64(root)) != b64(root): return "these are two logs"
    for m, n in zip(sorted(heads), sorted(heads)[1:]):
        if climb(m, n, map(b64, bundle["consistency"][f"{m}-{n}"]), heads[m], False) != (heads[m], heads[n]): return f"{n} forks {m}"
    if "events" in bundle and "file" in bundle: return "the events are there twice, in the bundle and in a file beside it"
    file = io.BytesIO(bundle["events"].encode()) if "events" in bundle else open(path.parent / bundle["file"], "rb")
    for at, (n, *way) in (chosen := bundle.get("inclusion", {})).items():  # some events, each with its way up to a root
        why, _, leaf, _ = check(([next(file, b"")], origin, int(at), b""))
        if why or climb(int(at), n, map(b64, way), leaf, True)[1] != heads[n]: return why or f"event {at} was not sealed"
    if "inclusion" in bundle and (not chosen or next(file, b"")): return "an event has no proof, or there is none"
    parts, hashes = iter(lambda: list(itertools.islice(file, width)), []), b64(bundle["hashes"])  # or all of them
    for why, link, part, top in (pool := multiprocessing.Pool()).imap(check, ((part, origin, i * width + 1, hashes[32 * i * width:32 * (i + 1) * width]) for i, part in enumerate(parts))):
        if why or link != prev: return why or f"event {len(tops) * width + 1} does not follow the one before it"
        prev = part[-32:].hex(); leaves += part; tops.append(top)
    for n in sorted(heads) if not chosen else ():
        if len(leaves) < 32 * n: return f"event {len(leaves) // 32 + 1} is missing"
        k = n - n % width; rest = [tree([leaves[32 * i:32 * i + 32] for i in range(k, n)])] if k < n else []
        if tree(tops[:k // width] + rest) != heads[n]: return f"an event up to {n} is not the one that was sealed"
    return f"OK: {f'{len(chosen)} chosen events of ' if chosen else ''}{origin} up to event {max(heads)}, keys {' '.join(keys)}"
if __name__ == "__main__":
    try: end = verdict(pathlib.Path(sys.argv[1]), sys.argv[2:])
    except Exception as error: end = f"not a whole bundle: {error}" if sys.argv[2:] else f"no key was given. {__doc__}"
    print(end if end.startswith("OK: ") else f"FAILED: {end}"); sys.exit(not end.startswith("OK: "))
