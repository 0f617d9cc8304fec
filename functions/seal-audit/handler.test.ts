import { describe, expect, it, vi } from "vitest";
import { handle, type Ports } from "./handler.ts";

const call = (method: string, authorization?: string) =>
  new Request("http://localhost/seal-audit", {
    method,
    ...(authorization && { headers: { authorization } }),
  });

const ports = (problems: { sequence: string; problem: string }[] = []) => ({
  secret: "scheduler",
  seal: vi.fn<Ports["seal"]>().mockResolvedValue({ sealed: [], problems, more: false }),
});

describe("POST /seal-audit", () => {
  it("seals for the scheduler", async () => {
    const p = ports();
    const res = await handle(call("POST", "Bearer scheduler"), p);
    expect(res.status).toBe(200);
    expect(await res.json()).toEqual({ sealed: [], problems: [], more: false });
    expect(p.seal).toHaveBeenCalledOnce();
  });

  it.each([undefined, "Bearer ", "Bearer wrong", "scheduler2"])(
    "seals for nobody else: %s",
    async (given) => {
      const p = ports();
      expect((await handle(call("POST", given), p)).status).toBe(401);
      expect(p.seal).not.toHaveBeenCalled();
    },
  );

  it("seals for nobody while no secret is set", async () => {
    const p = { ...ports(), secret: "" };
    expect((await handle(call("POST", "Bearer "), p)).status).toBe(401);
    expect((await handle(call("POST"), p)).status).toBe(401);
  });

  it("answers other methods with what it takes", async () => {
    const res = await handle(call("GET", "Bearer scheduler"), ports());
    expect(res.status).toBe(405);
    expect(res.headers.get("allow")).toBe("POST");
  });

  it("is noticed when something is wrong", async () => {
    const p = ports([
      { sequence: "installation", problem: "3 events were sealed, 2 are left" },
    ]);
    const res = await handle(call("POST", "Bearer scheduler"), p);
    expect(res.status).toBe(500);
    expect(await res.json()).toMatchObject({ problems: [{ sequence: "installation" }] });
  });
});
