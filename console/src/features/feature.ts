/** What a feature is to the frame: its screens, its place in the navigation, what the menu offers. */
import type { ComponentType } from "react";
import type { IconName } from "../ui/Icon";

export type Group = "first" | "teach" | "improve" | "show" | "last";

export interface Screen {
  /** Below /s/{store} for screens of a store, below the root for others. Parameters begin with $. */
  path: string;
  /** Fetched when the screen is opened first. */
  load: () => Promise<{ default: ComponentType }>;
}

export interface Place {
  group: Group;
  icon: IconName;
  /** Below /s/{store}. */
  path: string;
  /** The right without which it is not shown; see docs/explanation/rights.md. */
  right?: string;
  /** G and then this key lead here. */
  key: string;
  /** Whether it has a place in the bar of phones. */
  bar?: boolean;
}

interface Command {
  /** Message of the feature. */
  label: string;
  icon: IconName;
  /** Below /s/{store}; may have a search. */
  path: string;
  right?: string;
}

export interface Feature {
  /** As the folder is called; its messages have the same name. */
  name: string;
  /** Its screens in a store. */
  screens?: readonly Screen[];
  place?: Place;
  commands?: readonly Command[];
}
