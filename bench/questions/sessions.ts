// What a client asks when it opens a page: its menu, and its whole session.
import { measure } from "../measure.ts";
import { type Lab, projectsOf, type Question } from "../lab.ts";
import { PERSON } from "../world.ts";

/** The menu as JSON against its items alone, and the session against the menu. */
export const sessions: Question = async (lab: Lab) => {
  const member = await lab.as(PERSON.memberOf(50));
  const [me] = await member<[{ id: string }]>`select auth.uid() as id`;
  const [project = ""] = projectsOf(50);

  const items = async () =>
    (
      await member`
        select json_agg(i) as menu
        from (
          select m.id, m.item_key, m.parent_id, m.label, m.path, m.icon, m.position,
            m.required_permission_key, m.is_active, true as can_access
          from stagedoor.menu_items as m
          where m.is_active and m.scope_id is null
          order by m.position, m.item_key
        ) as i`
    )[0]?.menu.length;
  const menu = async () =>
    (
      await member`
        select json_agg(m) as menu from public.get_user_project_menu(${me.id}, ${project}) as m`
    )[0]?.menu.length;
  const session = async () =>
    (await member`select public.get_my_session(${project}) as session`)[0]?.session.menu
      .length;

  const count = (await items()) as number;
  const timing = await measure(
    {
      items: { run: items, answers: count },
      menu: { run: menu, answers: count },
      session: { run: session, answers: count },
    },
    lab.turns(0.6),
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
