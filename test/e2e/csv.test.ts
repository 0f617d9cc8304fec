// What leaves as CSV, read by a client, of a table and of a call.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type EndToEnd, endToEnd, ok, type Person } from "./stack.ts";

let stack: EndToEnd;
let olivia: Person;
let studio: string;

beforeAll(async () => {
  stack = await endToEnd();
  olivia = await stack.signUp("olivia");
  studio = await ok(olivia.supabase.rpc("create_studio", { p_name: "Ink" }));
});
afterAll(() => stack?.stop());

describe("CSV", () => {
  it("F47: holds no cell of a table that a spreadsheet takes for a formula", async () => {
    await ok(
      olivia.supabase
        .from("stock_items")
        .insert([
          { project_id: studio, name: '=HYPERLINK("http://x","y")', price: 12.5 },
          { project_id: studio, name: "Needles, sterile", sku: "-5" },
        ])
        .select(),
    );
    const { data, error } = await olivia.supabase
      .from("stock_items")
      .select("name, sku, price")
      .eq("project_id", studio)
      .order("name")
      .csv();
    expect(error).toBeNull();
    expect(data?.split("\n")).toEqual([
      "name,sku,price",
      `"'=HYPERLINK(""http://x"",""y"")",,12.50`,
      '"Needles, sterile",-5,',
    ]);
  });

  it("F47: holds no cell of a call that a spreadsheet takes for a formula", async () => {
    await ok(
      olivia.supabase.rpc("add_artist", {
        p_project_id: studio,
        p_user_id: olivia.id,
        p_display_name: "@Olivia",
      }),
    );
    const { data, error } = await olivia.supabase
      .rpc("list_staff", { p_project_id: studio })
      .select("display_name, role_key, is_active")
      .csv();
    expect(error).toBeNull();
    expect(data?.split("\n")).toEqual([
      "display_name,role_key,is_active",
      `"'@Olivia",admin,true`,
    ]);
  });
});
