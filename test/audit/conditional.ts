// A place over HTTP as object storage is one: it says which bytes it holds, and keeps them
// where a write expects others.
import { createHash } from "node:crypto";
import type { RequestListener } from "node:http";

const tagOf = (text: string) =>
  `"${createHash("sha256").update(text).digest("hex").slice(0, 32)}"`;

/** Answers GET and PUT for what it holds by path, with ETag, If-Match and If-None-Match. */
export function conditionalPlaces(held: Map<string, string>): RequestListener {
  return (req, res) => {
    const path = req.url ?? "";
    let body = "";
    req.on("data", (chunk) => {
      body += chunk;
    });
    req.on("end", () => {
      const there = held.get(path);
      if (req.method === "GET") {
        if (there === undefined) res.writeHead(404);
        else res.writeHead(200, { etag: tagOf(there) });
        res.end(there);
        return;
      }
      const { "if-match": match, "if-none-match": noneMatch } = req.headers;
      const isStale =
        match !== undefined && (there === undefined || match !== tagOf(there));
      if (isStale || (noneMatch === "*" && there !== undefined)) {
        res.writeHead(412).end();
        return;
      }
      held.set(path, body);
      res.writeHead(200, { etag: tagOf(body) }).end();
    });
  };
}
