/** Screens outside any store, for whoever is not signed in yet. */
import type { Screen } from "../feature";

export const DOORS: readonly Screen[] = [
  { path: "/sign-in", load: () => import("./SignIn") },
  { path: "/sign-up", load: () => import("./SignUp") },
  { path: "/forgot", load: () => import("./Forgot") },
  { path: "/reset", load: () => import("./Reset") },
  { path: "/invite", load: () => import("./Invite") },
  // Mails and providers lead below /account.
  { path: "/account/reset", load: () => import("./Reset") },
  { path: "/account/invitation", load: () => import("./Invite") },
  { path: "/account/second-step", load: () => import("./SecondStep") },
  { path: "/account/consent", load: () => import("./Consent") },
  { path: "/account/$act", load: () => import("./ByLink") },
];

/** A person's own screens, outside any store. */
export const OWN: readonly Screen[] = [{ path: "/account", load: () => import("./Account") }];
