"""Compare the evidence of an override with a bundle that verify.py accepts: python3 evidence.py evidence.json bundle.json"""
import hashlib, json, pathlib, sys


def compare(evidence, bundle):
    """What the evidence says that the bundle does not prove; nothing where it proves all."""
    lines = dict(zip(bundle["inclusion"], bundle["events"].splitlines()))
    sequence, override = evidence["sequence"], evidence["override"]["id"]
    if bundle["origin"].rpartition("/")[2] != sequence:
        yield "the bundle is of another log"
    if [e["seq"] for e in evidence["events"]] != [*lines]:
        yield "the bundle has other events"
    for told in evidence["events"]:
        line = lines.get(told["seq"], "{}")
        event = json.loads(line)
        if hashlib.sha256(b"\0" + line.encode()).hexdigest() != told["leaf_hash"]:
            yield f"event {told['seq']} has another hash"
        if event.get("override_id") != override:
            yield f"event {told['seq']} is of another override"
        for name in ("event", "actor_id", "object_type", "object_id", "reason"):
            if event.get(name) != told[name]:
                yield f"event {told['seq']} has another {name}"
        for value in told["personal"] or []:
            salted = bytes.fromhex(value["salt"]) + value["value"].encode()
            if (event.get("personal") or {}).get(value["key"]) != hashlib.sha256(salted).hexdigest():
                yield f"event {told['seq']} has another {value['key']}"


if __name__ == "__main__":
    read = (json.loads(pathlib.Path(name).read_bytes()) for name in sys.argv[1:3])
    problems = [*compare(*read)]
    print("\n".join(f"FAILED: {p}" for p in problems) or "OK: the bundle proves the evidence")
    sys.exit(bool(problems))
