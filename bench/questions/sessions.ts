// What a client asks when it opens a page: its menu, and its whole session.
import { Failure } from "../../scripts/lib/failure.ts";
import { type Caller, id, projectsOf, type Question } from "../lab.ts";
import { measure } from "../measure.ts";
import { PERSON } from "../world.ts";

const ITEMS = `
  select json_agg(i) as menu
  from (
    select m.id, m.item_key, m.parent_id, m.label, m.path, m.icon, m.position,
      m.required_permission_key, m.is_active, true as can_access
    from stagedoor.menu_items as m
    where m.is_active and m.scope_id is null
    order by m.position, m.item_key
  ) as i`;
const MENU = "select json_agg(m) as menu from public.get_user_project_menu($1, $2) as m";
const SESSION = "select public.get_my_session($1) as session";

/** The menu as JSON against its items alone, and the session against the menu. */
export const sessions: Question = async (lab) => {
  const person = PERSON.memberOf(50);
  const caller = lab.as(person);
  const me = id("person", person);
  const [project = ""] = projectsOf(50);

  const items = async () => inOrder((await caller.ask(ITEMS))[0]?.menu);
  const menu = async () => inOrder((await caller.ask(MENU, [me, project]))[0]?.menu);
  const session = async () => {
    const [row] = await caller.ask(SESSION, [project]);
    return inOrder((row?.session as unknown as { menu: unknown } | undefined)?.menu);
  };
  const all = await items();
  const expected = await seen(caller, all, project);
  const count = all.length;
  const timing = await measure(
    {
      items: { run: items, answers: all },
      menu: { run: menu, answers: expected },
      session: { run: session, answers: expected },
    },
    lab.turns(2),
  );
  lab.report({
    question: `menu of ${count} items as JSON`,
    limit: "json_agg of the items alone",
    measured: timing.ratio("menu", "items"),
    times: timing.median,
    goal: 1.3,
  });
  lab.report({
    question: "get_my_session",
    limit: "the menu alone",
    measured: timing.ratio("session", "menu"),
    goal: 1.5,
  });
};

interface Item {
  item_key: string;
  required_permission_key: string | null;
  can_access: boolean;
}

/** The items of an answer, however they are ordered. */
const inOrder = (menu: unknown): Item[] =>
  (menu as Item[]).toSorted((a, b) => (a.item_key < b.item_key ? -1 : 1));

/** What the menu has to say: of each item, what can() says of its key. */
async function seen(caller: Caller, all: Item[], project: string): Promise<Item[]> {
  const menu: Item[] = [];
  for (const item of all) {
    const { required_permission_key: key } = item;
    const rows = key
      ? await caller.ask("select public.can($1, $2) as can", [key, project])
      : null;
    menu.push({ ...item, can_access: rows === null || rows[0]?.can === true });
  }
  const count = menu.filter((item) => item.can_access).length;
  if (count === 0 || count === menu.length) throw new Failure("The menu hides nothing.");
  return menu;
}
