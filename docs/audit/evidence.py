"""Compare the evidence of an override with a bundle that verify.py accepts: python3 evidence.py evidence.json bundle.json"""
import decimal, datetime, hashlib, json, pathlib, re, sys


def plain(key, value):
    """A value as it is compared: a moment and a number have more than one spelling."""
    if re.search("(^|_)at$", key) and (text := re.fullmatch(r"([^.Z+]{19})(?:[.](\d{1,6}))?(Z|[+-]\d\d:\d\d)", value or "")):
        day, part, zone = text.groups("0")
        return datetime.datetime.fromisoformat(f"{day}.{part:0<6}{zone.replace('Z', '+00:00')}")
    is_number = key in ("duration_minutes", "max_amount", "line_amount", "spent", "moved") and re.fullmatch("[0-9.]+", str(value))
    return decimal.Decimal(str(value)) if is_number else value


def compare(evidence, bundle):
    """What the evidence says that the bundle does not prove; nothing where it proves all."""
    lines = dict(zip(bundle["inclusion"], bundle["events"].splitlines()))
    sequence, override, became = evidence["sequence"], evidence["override"]["id"], {}
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
        if (event.get("object_type"), event.get("object_id")) == ("emergency_overrides", override):
            became.update(event["after"] or {})
        for name in ("at", "event", "actor_id", "object_type", "object_id", "reason"):
            if plain(name, event.get(name)) != plain(name, told[name]):
                yield f"event {told['seq']} has another {name}"
        for value in told["personal"] or []:
            salted = bytes.fromhex(value["salt"]) + value["value"].encode()
            if (event.get("personal") or {}).get(value["key"]) != hashlib.sha256(salted).hexdigest():
                yield f"event {told['seq']} has another {value['key']}"
    # Its events, one after the other, say what the override became.
    for name in {**became, **evidence["override"]}:
        if plain(name, became.get(name)) != plain(name, evidence["override"].get(name)):
            yield f"the override has another {name}"
    window = evidence["override"].get("authorized_at"), evidence["override"].get("ends_at")
    if (evidence["window"]["from"], evidence["window"]["until"]) != window:
        yield "the override has another window"
    for name in ("cost_code", "contingency_line"):
        if evidence[name]["id"] != evidence["override"].get(f"{name}_id"):
            yield f"the override has another {name}"


if __name__ == "__main__":
    read = (json.loads(pathlib.Path(name).read_bytes()) for name in sys.argv[1:3])
    problems = [*compare(*read)]
    print("\n".join(f"FAILED: {p}" for p in problems) or "OK: the bundle proves the evidence")
    sys.exit(bool(problems))
