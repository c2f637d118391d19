/** From nothing to a widget on the shop's pages. Each step has an address, can be skipped, and can be come back to. */
import type { Screen } from "../feature";

export const STEPS: readonly Screen[] = [
  { path: "/onboarding/store", load: () => import("./NewStore") },
  { path: "/onboarding/read", load: () => import("./Read") },
  { path: "/onboarding/tune", load: () => import("./Tune") },
  { path: "/onboarding/try", load: () => import("./Try") },
  { path: "/onboarding/look", load: () => import("./Look") },
  { path: "/onboarding/install", load: () => import("./Install") },
];

export const NAMES = ["store", "read", "tune", "try", "look", "install"] as const;

export type StepName = (typeof NAMES)[number];

/** Return where the step after one is; behind the last, the store's home. */
export function after(step: StepName, store: string): string {
  const next = NAMES[NAMES.indexOf(step) + 1];
  return next ? stepIn(next, store) : `/s/${store}`;
}

export function stepIn(step: StepName, store: string): string {
  return `/onboarding/${step}?store=${encodeURIComponent(store)}`;
}
