/** From nothing to a widget on the shop's pages. */
import type { Screen } from "../feature";

export const STEPS: readonly Screen[] = [
  { path: "/onboarding/store", load: () => import("./NewStore") },
];
