/** A page of an application: what it shows, disables and hides. docs/degradation.md says why. */
import type { SupabaseClient } from "@supabase/supabase-js";
import type { Database } from "../../client/database.ts";

interface Item {
  id: string;
  item_key: string;
  parent_id: string | null;
  label: string;
  path: string;
  required_permission_key: string | null;
  can_access: boolean;
}

/** What a page does with an item: a link, a button that is greyed out, or nothing. */
export type Look = "show" | "disable" | "hide";

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

/**
 * The navigation of a project as HTML. One request decides every look; `missing` names an item
 * that the reader looks for, and one more request explains it.
 */
export async function page(
  supabase: SupabaseClient<Database>,
  userId: string,
  projectId: string,
  missing?: string,
): Promise<string> {
  const { data, error } = await supabase.rpc("get_my_session", { p_scope_id: projectId });
  if (error) throw error;
  const session = data as unknown as {
    menu: Item[];
    permissions: { key: string; policy: string }[];
  };
  const locked = new Set(
    session.permissions.filter(({ policy }) => policy === "locked").map(({ key }) => key),
  );
  const byId = new Map(session.menu.map((item) => [item.id, item]));

  // What is below a hidden item is hidden with it; a locked key can be opened with a code.
  const lookOf = (item: Item): Look => {
    const above = item.parent_id === null ? undefined : byId.get(item.parent_id);
    if (item.parent_id !== null && (above === undefined || lookOf(above) === "hide"))
      return "hide";
    if (item.can_access) return "show";
    return locked.has(item.required_permission_key ?? "") ? "disable" : "hide";
  };
  const lines = session.menu.flatMap((item) => {
    const label = escaped(item.label);
    const look = lookOf(item);
    if (look === "hide") return [];
    return look === "show"
      ? [`<a href="${escaped(item.path.replace(":project_id", projectId))}">${label}</a>`]
      : [`<button disabled title="Enter the code to open">${label}</button>`];
  });
  if (missing === undefined) return lines.join("\n");

  const why = await supabase.rpc("explain_menu", {
    p_user_id: userId,
    p_project_id: projectId,
    p_item_key: missing,
  });
  if (why.error) throw why.error;
  const verdict = why.data.find(({ checkpoint }) => checkpoint === "verdict");
  const { sentence } = (verdict?.detail ?? {}) as { sentence?: string };
  return [...lines, `<p role="status">${escaped(sentence ?? "")}</p>`].join("\n");
}
