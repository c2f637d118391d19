/** What a provider sent the browser back with, behind the #, where no server and no log reads it: the second step of a sign-in. */
const told = new URLSearchParams(location.hash.slice(1));

export const brought = {
  challenge: told.get("challenge") ?? "",
  methods: (told.get("methods") ?? "").split(" ").filter(Boolean),
  next: told.get("next") ?? undefined,
};

if (brought.challenge) history.replaceState(history.state, "", location.pathname);
