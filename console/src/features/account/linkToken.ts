/** The token of a mail's link. It stands behind the #, so that no server and no log ever reads it. */
const kept = new URLSearchParams(location.hash.slice(1)).get("token") ?? "";

// Gone from the address bar and the history as soon as it was read.
if (kept) history.replaceState(history.state, "", location.pathname + location.search);

export const linkToken = kept;
