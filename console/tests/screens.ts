/** Every screen by a name for its pictures and tests, with an address that shows it. A new screen is one line here. */
export const SCREENS: Readonly<Record<string, string>> = {
  "sign-in": "/sign-in",
  "sign-up": "/sign-up",
  forgot: "/forgot",
  home: "/s/demo",
  conversations: "/s/demo/conversations",
  sources: "/s/demo/sources",
  "sources-new": "/s/demo/sources/new",
  "sources-new-website": "/s/demo/sources/new?kind=website&address=https%3A%2F%2Fshop.example",
  "onboarding-store": "/onboarding/store",
  "onboarding-read": "/onboarding/read?store=demo",
  "onboarding-tune": "/onboarding/tune?store=demo",
  "onboarding-try": "/onboarding/try?store=demo",
  "onboarding-look": "/onboarding/look?store=demo",
  "onboarding-install": "/onboarding/install?store=demo",
};
