// The main job: what one person may open in two productions, and what an auditor finds of an
// emergency, asked as a client asks.
import "./dev/websocket.ts";
import { createClient } from "@supabase/supabase-js";
import type { Database } from "../client/database.ts";
import { Failure } from "./lib/failure.ts";

type MenuItem = Pick<
  Database["public"]["Functions"]["get_user_project_menu"]["Returns"][number],
  "id" | "item_key" | "parent_id" | "label" | "position" | "can_access"
>;

/** Sign somebody of the demonstration in. */
async function signIn(url: string, key: string, name: string) {
  const supabase = createClient<Database>(url, key, { auth: { persistSession: false } });
  const { data, error } = await supabase.auth.signInWithPassword({
    email: `${name}@example.com`,
    password: "stagedoor",
  });
  if (error) throw changed(error.message);
  return { supabase, data };
}

/** Sign Bob in, who audits for the guarantor, and list the overrides that he finds. */
export async function bobsOverrides(url: string, key: string): Promise<string> {
  const { supabase } = await signIn(url, key, "bob");
  const { data, error } = await supabase
    .from("emergency_overrides")
    .select("status, reason, spent, max_amount, currency")
    .order("requested_at");
  if (error) throw changed(error.message);
  await supabase.auth.signOut();
  return [
    "Emergency overrides of Alpha, as Bob audits them",
    "",
    ...data.map(
      ({ status, reason, spent, max_amount: most, currency }) =>
        `  ${status.padEnd(12)}${reason.padEnd(34)}${spent} of ${most} ${currency} signed`,
    ),
  ].join("\n");
}

/** Sign Sarah in and lay her two menus side by side. */
export async function sarahsMenus(url: string, key: string): Promise<string> {
  const { supabase, data } = await signIn(url, key, "sarah");

  const { data: projects, error: noProjects } = await supabase.rpc("get_my_projects");
  if (noProjects) throw changed(noProjects.message);
  const names = ["Alpha", "Beta"];
  const menus = await Promise.all(
    names.map(async (name) => {
      const project = projects.find((each) => each.name === name);
      if (!project) throw changed(`she works on no ${name}`);
      const menu = await supabase.rpc("get_user_project_menu", {
        p_user_id: data.user.id,
        p_project_id: project.project_id,
      });
      if (menu.error) throw changed(menu.error.message);
      return { name, role: project.roles.join(", "), items: menu.data };
    }),
  );
  await supabase.auth.signOut();
  return table(menus);
}

/** The data stays between starts, and whoever tries things changes it. */
const changed = (what: string) =>
  new Failure(
    `It cannot be shown: ${what}. Where the demonstration was changed, begin again with "npm start -- --fresh".`,
  );

function table(menus: { name: string; role: string; items: MenuItem[] }[]): string {
  const opens = (menu: MenuItem[], key: string) =>
    menu.find((item) => item.item_key === key)?.can_access ? "yes" : "-";
  // What opens in neither belongs to another trade.
  const items = inOrder(menus[0]?.items ?? []).filter((item) =>
    menus.some((menu) => opens(menu.items, item.item_key) === "yes"),
  );
  const row = (first: string, cells: string[]) =>
    `  ${first.padEnd(24)}${cells.map((cell) => cell.padEnd(16)).join("")}`.trimEnd();
  return [
    "Sarah's menu, by production",
    "",
    row(
      "",
      menus.map((menu) => menu.name),
    ),
    row(
      "",
      menus.map((menu) => menu.role),
    ),
    ...items.map((item) =>
      row(
        `${item.parent_id ? "  " : ""}${item.label}`,
        menus.map((menu) => opens(menu.items, item.item_key)),
      ),
    ),
    row(
      "",
      menus.map((menu) => `${menu.items.filter((item) => item.can_access).length} items`),
    ),
  ].join("\n");
}

/** Parents by position, each followed by its children. */
function inOrder(items: MenuItem[]): MenuItem[] {
  const under = (parent: string | null): MenuItem[] =>
    items
      .filter((item) => item.parent_id === parent)
      .toSorted((a, b) => a.position - b.position)
      .flatMap((item) => [item, ...under(item.id)]);
  return under(null);
}
