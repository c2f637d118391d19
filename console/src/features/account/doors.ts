/** Screens outside any store, for whoever is not signed in yet. */
import type { Screen } from "../feature";

export const DOORS: readonly Screen[] = [
  { path: "/sign-in", load: () => import("./SignIn") },
  { path: "/sign-up", load: () => import("./SignUp") },
  { path: "/forgot", load: () => import("./Forgot") },
  { path: "/reset", load: () => import("./Reset") },
  { path: "/invite", load: () => import("./Invite") },
];
