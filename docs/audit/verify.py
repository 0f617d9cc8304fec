"""Verify an audit bundle offline: python3 verify.py bundle.json KEY [KEY ...] [EARLIER.json ...]: verifier keys, and bundles or checkpoints, known from elsewhere."""
import base64, concurrent.futures, functools, hashlib, io, itertools, json, pathlib, re, subprocess, sys, tempfile
FIELDS = "v sequence seq at event scope_id actor_id session_id client_id actor_role login_role intermediary subject_id object_type object_id before after personal reason window_from window_until override_id elevation_id prev".split()
NAME, NUMBER, HASH, SIGNATURE = r'[^\s"+\\]+/[0-9a-z-]+', "[1-9][0-9]{0,14}", "[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=", "[A-Za-z0-9+/]{90}[AEIMQUYcgkosw048]="
KEY, MANY = rf"({NAME})\+([0-9a-f]{{8}})\+(A[Q-Za-f][A-Za-z0-9+/]{{42}})", "(?:{0}(?:,{0})*)?".format; PROOFS = r"\{%s\}" % MANY(r'"[1-9][0-9-]{0,30}":\[%s\]' % MANY(f'"{HASH}"'))
BUNDLE = rf'\{{"format":"stagedoor-audit-1","origin":"{NAME}","checkpoints":\[%s\],"consistency":{PROOFS},(?:"hashes":"[A-Za-z0-9+/=]*"|"inclusion":{PROOFS})(?:,"events":"")?\}}' % MANY('"[^"]*"')
READ = json.JSONDecoder(**dict.fromkeys(("parse_float", "parse_int", "parse_constant"), {}.__getitem__)).raw_decode; WIDE, TIGHT = (json.JSONEncoder(ensure_ascii=False, separators=marks).encode for marks in ((", ", ": "), (",", ":")))
def need(holds, why="not a whole bundle: this is not its one spelling"):
    if not holds: raise Exception(why)
def one(text):  # an event, if this is its one spelling: no bare number, and its bytes have one reading
    try: return e if WIDE(e := READ(text)[0]) == text else None
    except RecursionError: parts = [[]]  # nested too deeply: read from the inside out, with null for what was read
    for t in re.findall(r'"(?:[^"\\]|\\.)*"|[][{}]|[^][{}"]+', text):
        parts += [[]] * (t in "[{"); parts[-1].append(t)
        if t in "]}": inner = "".join(parts.pop()); parts[-1].append(("!", "null")[WIDE(READ(inner)[0]) == inner] if parts[1:] else inner)
    return one("".join(parts[0]))
sha, b64 = (lambda *data: hashlib.sha256(b"".join(data)).digest()), base64.b64decode  # leaf: 0, line; node: 1, left, right
def tree(level): return level[0] if len(level) == 1 else tree([sha(b"\1", a, b) if b else a for a, b in itertools.zip_longest(level[::2], level[1::2])])
def look(job):  # lines of a log, from a position on: their hashes and the root over these, once each is the event that was sealed there
    log, at, last, sealed, link, lines = job; leaves = []
    for at, line in enumerate(lines, at):
        leaf, k = sha(b"\0", line[:-1]), 32 * len(leaves)
        try: e = one(line[:-1].decode()); fits = [*e] == FIELDS and line[-1:] == b"\n" and (e["v"], e["sequence"], e["seq"]) == ("1", log, str(at)) and len(e["prev"]) == 64 and not e["prev"].strip("0123456789abcdef")
        except (ValueError, TypeError, LookupError, AttributeError): fits = False
        why = "was not sealed" if at > last else "is malformed, missing or out of place" if not fits else "is not the one that was sealed" if sealed[k:k + 32] not in (b"", leaf) else "does not follow the one before it" if link not in (None, e["prev"]) else ""
        need(not why, why and f"event {at} {why}"); leaves.append(leaf); link = link and leaf.hex()
    return leaves, tree(leaves)
def climb(m, n, path, below, one):  # RFC 6962, 2.1: the roots of the first m leaves and of all n; if one, from leaf m alone
    if m == n and (n == 1 or not one): roots = path if below is None else [below, *path]; return roots * 2 if len(roots) == 1 else [b"", b""]
    if m > n or not path: return [b"", b""]  # a proof of another length leads nowhere
    half, (*path, last) = 1 << (n - 1).bit_length() - 1, path
    if m <= half: a, b = climb(m, half, path, below, one); return [a, sha(b"\1", b, last)]
    return [sha(b"\1", last, r) for r in climb(m - half, n - half, path, below if one else None, one)]
def opened(note, origin, keys, der=bytes.fromhex("302a300506032b6570032100")):  # size and root of a C2SP checkpoint that trusted keys signed
    form = re.fullmatch(rf"({re.escape(origin)}\n({NUMBER})\n({HASH})\n)\n((?:\u2014 {re.escape(origin)} {SIGNATURE}\n)+)", note); need(form); text, size, root, tail = form.groups()
    found = {sig[:4]: sig[4:] for sig in (b64(line.split(" ")[2]) for line in tail.split("\n")[:-1])}; known = found.keys() & keys.keys(); need(len(found) == tail.count("\n")); need(known, f"no trusted key signed the checkpoint of {size} events: after a change of keys give both")
    for key, d in ((key, tempfile.TemporaryDirectory()) for key in known):
        [pathlib.Path(d.name, f).write_bytes(data) for f, data in zip("kst", (der + keys[key], found[key], text.encode()))]; need(not subprocess.run("openssl pkeyutl -verify -pubin -keyform DER -inkey k -rawin -in t -sigfile s".split(), cwd=d.name, capture_output=True).returncode, f"the checkpoint of {size} events has a wrong signature")
    return int(size), b64(root)
def verdict(path, args):  # what is proven; raises what is wrong
    keys = [arg for arg in args if re.fullmatch(KEY, arg)]; need(keys, f"no key was given. {__doc__}"); text = path.read_bytes().decode(); bundle = READ(text)[0]; need(TIGHT(bundle) == text and re.fullmatch(BUNDLE, TIGHT({**bundle, "events": bundle["events"][:0]} if "events" in bundle else bundle)))
    origin, chosen, heads, leaves, tops = bundle["origin"], bundle.get("inclusion"), {}, [], []; trusted = {bytes.fromhex(i): b64(key)[1:] for name, i, key in (re.fullmatch(KEY, arg).groups() for arg in keys) if name == origin and sha(f"{name}\n".encode(), b64(key))[:4].hex() == i}
    for n, root in (opened(note, origin, trusted) for note in bundle["checkpoints"]): need(heads.get(n, root) == root, "these are two logs"); need(n > max(heads, default=0)); heads[n] = root
    for n, root in (opened(old.get("checkpoint") or old["checkpoints"][-1], origin, trusted) for old in (json.loads(pathlib.Path(arg).read_bytes()) for arg in args if arg not in keys)): need(n in heads, f"the bundle has no checkpoint of {n} events: ask for one that has it"); need(heads[n] == root, "these are two logs")
    sizes = [*heads]; need(sizes and [*bundle["consistency"]] == [f"{m}-{n}" for m, n in zip(sizes, sizes[1:])]); beside = path.with_name(path.name.removesuffix(".json") + ".ndjson"); need("events" not in bundle or not beside.exists(), f"the events are there twice: remove {beside.name}, or get the bundle again")
    for m, n, proof in zip(sizes, sizes[1:], bundle["consistency"].values()): need(climb(m, n, [*map(b64, proof)], heads[m], False) == [heads[m], heads[n]], f"{n} forks {m}")
    file = io.BytesIO(bundle["events"].encode()) if "events" in bundle else open(beside, "rb") if beside.is_file() else need(False, f"not a whole bundle: {beside.name} is missing"); large = file.seek(0, 2) > 1 << 20; file.seek(0)
    log, last, hashes, proofs = origin.rpartition("/")[2], sizes[-1], b64(bundle.get("hashes", "")), chosen or {}; need(base64.b64encode(hashes).decode() == bundle.get("hashes", "") and len(hashes) in range(0, 32 * last + 1, 32) and [*proofs] == [str(at) for at in sorted({*map(int, proofs)})])
    for at, proof in proofs.items(): (leaf,), _ = look((log, int(at), int(at), b"", None, [next(file, b"")])); need(climb(int(at), last, [*map(b64, proof)], leaf, True)[1] == heads[last], f"event {at} was not sealed")  # some events, each with its way up to the root
    need(chosen is None or chosen and not next(file, b""), "an event has no proof, or there is none"); at, link, asked = 1, "0" * 64, []
    with concurrent.futures.ProcessPoolExecutor() as pool:  # or all of them, in blocks of as many lines as a whole tree has leaves, a few at a time
        while (lines := [*itertools.islice(file, 4096)]) or asked:
            if lines: job = log, at, last, hashes[32 * at - 32:32 * at + 131040], link, lines; asked.append(pool.submit(look, job).result if large else functools.partial(look, job)); at += 4096; link = sha(b"\0", lines[-1][:-1]).hex()
            if len(asked) > 8 or not lines: part, top = asked.pop(0)(); leaves += part; tops.append(top)
    need(chosen or len(leaves) == last, f"event {len(leaves) + 1} is missing"); bad = not chosen and tree(tops) != heads[last] and [n for n in sizes if tree(leaves[:n]) != heads[n]]; need(not bad, bad and f"an event up to {bad[0]} is not the one that was sealed")
    return f"OK: {f'{len(chosen)} chosen events of ' if chosen else ''}{origin} up to event {last}, keys {' '.join(keys)}"
if __name__ == "__main__":
    try: end = verdict(pathlib.Path("".join(sys.argv[1:2])), sys.argv[2:])
    except Exception as error: end = f"FAILED: {error if type(error) is Exception else f'not a whole bundle: {error!r}'}"
    print(re.sub(r"[\x00-\x1f\x7f]+", " ", end).encode("ascii", "backslashreplace").decode()); sys.exit(not end.startswith("OK: "))
