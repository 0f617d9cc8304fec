// The example page of docs/degradation.md, over HTTP: what it shows, disables, hides, explains.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { page } from "../../docs/degradation/page.ts";
import { type EndToEnd, endToEnd, ok, type Person } from "./stack.ts";

let stack: EndToEnd;

// Olga founds the company. Sarah is crew in Beta and keeps the budgets of Alpha. Ari is an
// assistant of a studio, where some keys are locked.
let olga: Person;
let sarah: Person;
let ari: Person;
let alpha: string;
let beta: string;
let studio: string;

const grant = (person: Person, p_scope_id: string, p_grant_key: string) =>
  ok(
    olga.supabase.rpc("grant_access", {
      p_user_id: person.id,
      p_scope_id,
      p_grant_type: "role",
      p_grant_key,
    }),
  );

beforeAll(async () => {
  stack = await endToEnd();
  olga = await stack.signUp("olga");
  sarah = await stack.signUp("sarah");
  ari = await stack.signUp("ari");
  const p_organization_id = await ok(
    olga.supabase.rpc("create_organization", { p_name: "Northlight Pictures" }),
  );
  alpha = await ok(
    olga.supabase.rpc("create_project", { p_organization_id, p_name: "Alpha" }),
  );
  beta = await ok(
    olga.supabase.rpc("create_project", { p_organization_id, p_name: "Beta" }),
  );
  await grant(sarah, alpha, "line_producer");
  await grant(sarah, beta, "crew_member");
  studio = await ok(olga.supabase.rpc("create_studio", { p_name: "Ink" }));
  await grant(ari, studio, "assistant");
});
afterAll(() => stack?.stop());

/** The keys that the assistant holds locked, of those that an item of the menu asks for. */
const lockedLabels = async (): Promise<string[]> => {
  const session = (await ok(
    ari.supabase.rpc("get_my_session", { p_scope_id: studio }),
  )) as {
    menu: { label: string; required_permission_key: string | null; can_access: boolean }[];
    permissions: { key: string; policy: string }[];
  };
  const locked = session.permissions.filter(({ policy }) => policy === "locked");
  return session.menu
    .filter((item) => locked.some(({ key }) => key === item.required_permission_key))
    .map(({ label }) => label);
};

describe("the example page", () => {
  it("F90: shows a link for what opens and nothing for what does not", async () => {
    const inAlpha = await page(sarah.supabase, sarah.id, alpha);
    const inBeta = await page(sarah.supabase, sarah.id, beta);
    expect(inAlpha).toContain(`<a href="/projects/${alpha}/budgets">Budgets</a>`);
    expect(inBeta).not.toContain("Budgets");
    expect(inBeta).toContain("<a");
  });

  it("F23, F90: only hides: past it the call and the policy refuse, too", async () => {
    const budgets: number[] = [];
    for (const project of [alpha, beta]) {
      await ok(
        olga.supabase.rpc("create_production", {
          p_project_id: project,
          p_currency: "USD",
        }),
      );
      await ok(
        olga.supabase.rpc("create_budget", { p_project_id: project, p_name: "Shooting" }),
      );
      const seen = await sarah.supabase.from("budgets").select().eq("project_id", project);
      budgets.push(seen.data?.length ?? -1);
      const asked = await sarah.supabase.rpc("enforce", {
        p_permission_key: "budget:view:assigned",
        p_scope_id: project,
      });
      expect(asked.error?.code).toBe(project === alpha ? undefined : "42501");
    }
    // She sees the one whose link the page shows her (control).
    expect(budgets).toEqual([1, 0]);
  });

  it("F55, F90: disables what a code would open, and nothing else", async () => {
    const html = await page(ari.supabase, ari.id, studio);
    const disabled = [...html.matchAll(/<button disabled[^>]*>(.*?)<\/button>/g)].map(
      ([, label]) => label,
    );
    expect(disabled).toEqual(await lockedLabels());
    expect(await page(sarah.supabase, sarah.id, alpha)).not.toContain("<button");
  });

  it("F90: shows somebody without a role what asks for no key", async () => {
    const links = (await page(ari.supabase, ari.id, beta)).split("\n");
    expect(links.every((link) => link.startsWith("<a href="))).toBe(true);
    expect(links.join()).not.toContain("Budgets");
  });

  it("F25, F90: explains an item that is missing, in a sentence", async () => {
    expect(await page(sarah.supabase, sarah.id, beta, "budgets")).toContain(
      '<p role="status">You may not open Budgets in Beta: budget:view:assigned is not held, ' +
        "no access grants it here; it would be in Alpha.</p>",
    );
  });

  it("F25, F96: answers why Sarah cannot see budgets in Beta, to her and to her producer", async () => {
    const why = async (person: Person): Promise<unknown> => {
      const rows = await ok(
        person.supabase.rpc("explain_access", {
          p_user_id: sarah.id,
          p_permission_key: "budget:view:assigned",
          p_scope_id: beta,
        }),
      );
      const verdict = rows.find(({ checkpoint }) => checkpoint === "verdict");
      return ((verdict?.detail ?? {}) as { sentence?: string }).sentence;
    };
    const rest =
      "may not use budget:view:assigned in Beta: no access grants it here. " +
      "Roles that would carry it: ";
    expect(await why(sarah)).toMatch(new RegExp(`^You ${rest}.* Ask ${olga.email}\\.$`));
    expect(await why(olga)).toMatch(
      new RegExp(`^${sarah.email} ${rest}.* Ask yourself\\.$`),
    );
  });
});
