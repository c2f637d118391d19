/* Signing in with others: providers of this installation, and the single sign-on of an organization. */
import { button, call, field, form, links, make, show, tell } from "./page.js";

const REASONS = {
  sso_no_role: "Your organization has given you no role here. Ask somebody who looks after its members.",
  account_exists: "An account with this address exists. Sign in to it as before, then link this way of signing in there.",
  identity_taken: "That account is linked to somebody else here.",
  provider_email_not_verified: "Your account there has no verified address, so nobody knows that it is yours.",
  provider_unavailable: "The other side does not answer. Try again in a minute, or sign in another way.",
  sign_in_cancelled: "You were not signed in: it was cancelled on the other side.",
};

/** Why a sign-in with others came back without success, by the code in the address; anybody can write one there. */
export function whyNot(code) {
  const known = /^[a-z_]{1,40}$/.test(code) ? ` (${code})` : "";
  return REASONS[code] ?? `You were not signed in${known}. Try again; if it stays so, tell who runs this server.`;
}

async function providers() {
  const { providers: found } = await call("GET", "/auth/providers");
  return found;
}

/** The ways to sign in beside password and passkey. back: shows the sign-in again. */
export async function ways(back) {
  // Without an answer a password still does.
  const found = await providers().catch(() => []);
  const leading = found.map(({ title, start }) => make("a", { className: "button", href: start, textContent: `Sign in with ${title}` }));
  return [...leading, button("Sign in through your organization", () => throughOrganization(back))];
}

function throughOrganization(back) {
  const address = field("Your address at work", "email", { type: "email", autocomplete: "username" });
  const go = async (given) => location.assign((await call("POST", "/auth/sign-on", given)).start);
  show("Sign in through your organization", form([address], "Go on", go), links(["Back to sign-in", back]));
}

async function link(path) {
  location.assign((await call("POST", path, {})).location);
}

/** What is linked to an account, and what can be. again: shows the account anew. */
export async function linkedPart(person, again) {
  const [{ identities }, offered] = await Promise.all([call("GET", "/auth/identities"), providers()]);
  const names = new Map(offered.map(({ name, title }) => [name, title]));
  const unlink = (one) => async () => (await call("DELETE", `/auth/identities/${one.id}`), await again(), tell("It is unlinked."));
  const listed = identities.map((one) => {
    const title = names.get(one.provider) ?? "Your organization";
    const end = Object.assign(button("Unlink", unlink(one)), { ariaLabel: `Unlink: ${title}` });
    return make("li", {}, make("span", { textContent: title }), end);
  });
  const missing = offered.filter(({ name }) => !identities.some((one) => one.provider === name));
  const linking = missing.map(({ name, title }) => button(`Link ${title}`, () => link(`/auth/identities/${name}/link`)));
  return [
    make("h2", { textContent: "Linked accounts" }),
    ...(listed.length ? [make("ul", {}, ...listed)] : []),
    make("div", { className: "row" }, ...linking, button("Link your organization’s sign-on", () => linkOrganization(person))),
  ];
}

async function linkOrganization({ email }) {
  const { start } = await call("POST", "/auth/sign-on", { email });
  const [id] = start.split("/").slice(-2);
  await link(`/auth/identities/sign-on/${id}/link`);
}
