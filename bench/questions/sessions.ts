// What a client asks when it opens a page: its menu, and its whole session.
import { id, projectsOf, type Question } from "../lab.ts";
import { measure, type Variant } from "../measure.ts";
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

  const length = (list: unknown): number => (list as unknown[]).length;
  const items = async () => length((await caller.ask(ITEMS))[0]?.menu);
  const count = await items();
  const timing = await measure(
    {
      items: { run: items, answers: count },
      menu: {
        run: async () => length((await caller.ask(MENU, [me, project]))[0]?.menu),
        answers: count,
      },
      session: {
        run: async () => {
          const [row] = await caller.ask(SESSION, [project]);
          const session = row?.session as unknown as { menu: unknown[] } | undefined;
          return length(session?.menu);
        },
        answers: count,
      },
    } satisfies Record<string, Variant>,
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
