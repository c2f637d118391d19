/** Every feature of a store: one folder and one line here, in the order of the navigation. */

import { assistant } from "./assistant";
import { catalogue } from "./catalogue";
import { conversations } from "./conversations";
import type { Feature } from "./feature";
import { home } from "./home";
import { knowledge } from "./knowledge";
import { operations } from "./operations";
import { settings } from "./settings";
import { sources } from "./sources";
import { widget } from "./widget";

export const FEATURES: readonly Feature[] = [
  home,
  conversations,
  assistant,
  catalogue,
  knowledge,
  sources,
  widget,
  operations,
  settings,
];
