// Everything that is asked, in the order of the table.
import type { Question } from "./lab.ts";
import { audit } from "./questions/audit.ts";
import { changes } from "./questions/changes.ts";
import { decisions } from "./questions/decisions.ts";
import { explanations } from "./questions/explanations.ts";
import { feeds } from "./questions/feeds.ts";
import { film } from "./questions/film.ts";
import { overrides } from "./questions/overrides.ts";
import { pairs } from "./questions/pairs.ts";
import { peers } from "./questions/peers.ts";
import { policies } from "./questions/policies.ts";
import { rivals } from "./questions/rivals.ts";
import { sessions } from "./questions/sessions.ts";
import { theatre } from "./questions/theatre.ts";

/** By the name that --only takes. */
export const QUESTIONS: Record<string, Question> = {
  decisions,
  pairs,
  peers,
  policies,
  rivals,
  feeds,
  explanations,
  sessions,
  changes,
  audit,
  film,
  overrides,
  theatre,
};
