import { describe, expect, it, vi } from "vitest";
import { handle, type Ports } from "./handler.ts";

const call = (method: string, authorization?: string) =>
  new Request("http://localhost/deliver-alerts", {
    method,
    ...(authorization && { headers: { authorization } }),
  });

const ports = (problems: { message: string; problem: string }[] = []) => ({
  secret: "scheduler",
  deliver: vi.fn<Ports["deliver"]>().mockResolvedValue({ delivered: 1, problems }),
});

describe("POST /deliver-alerts", () => {
  it("delivers for the scheduler", async () => {
    const p = ports();
    const res = await handle(call("POST", "Bearer scheduler"), p);
    expect(res.status).toBe(200);
    expect(await res.json()).toEqual({ delivered: 1, problems: [] });
    expect(p.deliver).toHaveBeenCalledOnce();
  });

  it.each([undefined, "Bearer ", "Bearer wrong", "scheduler2"])(
    "delivers for nobody else: %s",
    async (given) => {
      const p = ports();
      expect((await handle(call("POST", given), p)).status).toBe(401);
      expect(p.deliver).not.toHaveBeenCalled();
    },
  );

  it("delivers for nobody while no secret is set", async () => {
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
    const p = ports([{ message: "one", problem: "the webhook answered 500" }]);
    const res = await handle(call("POST", "Bearer scheduler"), p);
    expect(res.status).toBe(500);
    expect(await res.json()).toMatchObject({ problems: [{ message: "one" }] });
  });
});
