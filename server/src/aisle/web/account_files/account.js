/* The parts of the page: signing in, links of mails, one's own account. */
import { consent } from "./consent.js";
import { linkedPart, ways, whyNot } from "./others.js";
import { button, call, complain, field, form, guard, links, main, make, picture, show, tell, whenProofIsNeeded } from "./page.js";
import { makePasskey, usePasskey } from "./passkeys.js";

const told = new URLSearchParams(location.hash.slice(1));
const token = told.get("token");

const brought = new URLSearchParams(location.search);
const consenting = location.pathname === "/account/consent" && brought.has("state");
const refusal = consenting ? null : brought.get("error");

// Gone from the address bar and the history as soon as they were read.
if (location.hash || refusal || consenting) history.replaceState(null, "", location.pathname);

// signing in -----------------------------------------------------------------------------------------------------
const email = (value = "") => field("Email", "email", { type: "email", autocomplete: "username", value });
const password = (text = "Password", autocomplete = "current-password") =>
  field(text, "password", { type: "password", autocomplete });

async function signIn() {
  const others = await ways(signIn);
  show(
    "Sign in",
    form([email(), password()], "Sign in", async (given) => entered(await call("POST", "/auth/sign-in", given))),
    make("p", { className: "or", textContent: "or" }),
    make("div", { className: "ways" }, button("Sign in with a passkey", withPasskey), ...others),
    links(["Make an account", signUp], ["Forgot your password?", forgot]),
  );
}

async function withPasskey() {
  const passkey = await usePasskey(await call("POST", "/auth/passkeys/sign-in/options"));
  return entered(await call("POST", "/auth/passkeys/sign-in", { passkey }));
}

function entered(answer) {
  if (answer.state === "second_step_required") return secondStep(answer);
  const next = new URL(told.get("next") ?? "/account", location.origin);
  // Anybody can write a link with a “next”; it leads to pages of this server alone.
  if (next.origin === location.origin && next.pathname !== "/account") return location.assign(next);
  return invited() ? invitation() : home();
}

function signUp() {
  const name = field("Your name", "name", { autocomplete: "name", maxLength: 200 });
  const fields = [name, email(), password("Password, 10 characters or more", "new-password")];
  show(
    "Make an account",
    form(fields, "Make an account", async (given) => entered(await call("POST", "/auth/sign-up", given))),
    links(["Sign in instead", signIn]),
  );
}

function forgot() {
  show(
    "Reset your password",
    form([email()], "Send a link", async (given) => {
      await call("POST", "/auth/password/forgot", given);
      show("Look into your mail", make("p", { textContent: "If the address has an account, a link is on its way. It works once, for half an hour." }), links(["Back to sign-in", signIn]));
    }),
    links(["Back to sign-in", signIn]),
  );
}

function secondStep({ challenge, methods }) {
  const finish = async (proof) => entered(await call("POST", "/auth/second-step", { challenge, ...proof }));
  const options = () => call("POST", "/auth/second-step/passkey-options", { challenge });
  show("One more step", ...proofs(methods, finish, options), links(["Start again", signIn]));
}

function proofs(methods, finish, options) {
  const shown = [];
  const code = field("Code from your authenticator app", "code", { inputMode: "numeric", autocomplete: "one-time-code" });
  if (methods.includes("totp")) shown.push(form([code], "Go on", finish));
  if (methods.includes("passkey")) {
    shown.push(button("Use a passkey", async () => finish({ passkey: await usePasskey(await options()) })));
  }
  if (methods.includes("recovery")) {
    const recovery = form([field("Recovery code", "recovery_code", { autocomplete: "off" })], "Use it", finish);
    shown.push(make("details", {}, make("summary", { textContent: "Lost your phone? Use a recovery code" }), recovery));
  }
  return shown;
}

/** What is asked needs a fresh proof; it goes on by itself after that. */
async function verifyFirst(action) {
  const { second_steps: methods, person } = await call("GET", "/auth/session");
  const onward = async () => {
    await home();
    await guard(main.querySelector("button"), action);
  };
  const finish = async (proof) => (await call("POST", "/auth/verify/factor", proof), onward());
  const withPassword = async (given) => (await call("POST", "/auth/verify", given), onward());
  const factors = methods.some((method) => method !== "recovery");
  const ways = person.has_password && !factors ? [form([password()], "Go on", withPassword)] : [];
  const options = () => call("POST", "/auth/verify/passkey-options");
  show("Is it still you?", ...ways, ...proofs(methods, finish, options), links(["Not now", home]));
}

// links of mails -------------------------------------------------------------------------------------------------
const invited = () => location.pathname === "/account/invitation" && token;

function done(title, text) {
  history.replaceState(null, "", "/account");
  show(title, make("p", { textContent: text }), links(["To your account", start]));
}

function byLink(title, text, label, path, after) {
  const use = button(label, async () => (await call("POST", path, { token }), done(title, after)), "main");
  show(title, make("p", { textContent: text }), use);
}

function reset() {
  const fields = [password("New password, 10 characters or more", "new-password")];
  const set = async (given) => {
    await call("POST", "/auth/password/reset", { token, new_password: given.password });
    done("Your password is new", "Sign in with it. Everywhere else you are signed out.");
  };
  show("Set a new password", form(fields, "Set it", set));
}

async function invitation() {
  const offer = await call("POST", "/auth/invitations/preview", { token });
  const session = await call("GET", "/auth/session").catch(() => null);
  const text = make("p", { textContent: `You are invited to ${offer.organization}.` });
  if (!session) return show("You are invited", text, button("Sign in to accept", signIn, "main"), links(["Make an account", signUp]));
  const accept = async () => (await call("POST", "/auth/invitations/accept", { token }), done("Welcome", `You belong to ${offer.organization} now.`));
  const who = make("p", { textContent: `You are signed in as ${session.person.email}.` });
  const other = async () => (await call("POST", "/auth/sign-out"), invitation());
  return show("You are invited", text, who, button("Accept", accept, "main"), links(["Use another account", other]));
}

// one's own account ----------------------------------------------------------------------------------------------
async function home() {
  history.replaceState(null, "", "/account");
  const session = await call("GET", "/auth/session");
  const { person } = session;
  const parts = [call("GET", "/auth/factors"), call("GET", "/auth/logins"), linkedPart(person, home)];
  const [factors, logins, linked] = await Promise.all(parts);
  const confirm = button("Send the link again", async () => (await call("POST", "/auth/email/resend"), tell("A link is on its way.")));
  const open = person.email_confirmed ? [] : [make("p", { textContent: "Your address is not confirmed yet." }), confirm];
  show(
    person.name,
    make("p", { textContent: person.email }),
    ...session.organizations.map(({ name }) => make("p", { textContent: `You belong to ${name}.` })),
    ...open,
    ...factorsPart(factors),
    ...linked,
    ...loginsPart(logins),
    links([person.has_password ? "Change your password" : "Set a password", () => changePassword(person)], ["Sign out", async () => (await call("POST", "/auth/sign-out"), signIn())]),
  );
}

function changePassword({ has_password: known, email: username }) {
  // Hidden, so that password managers know whose password changes.
  const whose = make("input", { type: "text", autocomplete: "username", value: username, hidden: true });
  const current = field("Your password now", "current_password", { type: "password", autocomplete: "current-password" });
  const wanted = password("New password, 10 characters or more", "new-password");
  const set = async ({ current_password, password: new_password }) => {
    await call("POST", "/auth/password", { new_password, ...(known && { current_password }) });
    await home();
    tell("Your password is new. Your other sign-ins have ended.");
  };
  const title = known ? "Change your password" : "Set a password";
  show(title, form([whose, ...(known ? [current] : []), wanted], "Set it", set), links(["Not now", home]));
}

const day = (text) => new Date(text).toLocaleDateString(undefined, { dateStyle: "medium" });

function item(title, about, label, action) {
  const words = make("span", {}, title, make("small", { textContent: about }));
  const act = label ? [Object.assign(button(label, action), { ariaLabel: `${label}: ${title}` })] : [];
  return make("li", {}, words, ...act);
}

function factorsPart({ items, recovery_codes_left: left }) {
  const remove = (one) => async () => (await call("DELETE", `/auth/factors/${one.id}`), await home(), tell(`${one.name} is removed.`));
  const listed = items.map((one) => item(one.name, one.used_at ? `Last used ${day(one.used_at)}` : `Added ${day(one.created_at)}`, "Remove", remove(one)));
  const renew = button("New recovery codes", async () => codes((await call("POST", "/auth/factors/recovery-codes")).recovery_codes));
  return [
    make("h2", { textContent: "Second step" }),
    listed.length ? make("ul", {}, ...listed) : make("p", { textContent: "There is none yet: your password or a linked account alone opens this account." }),
    ...(items.length ? [make("p", { textContent: `${left} recovery codes are left.` })] : []),
    make("div", { className: "row" }, button("Add a passkey", addPasskey), button("Add an authenticator app", addApp), ...(items.length ? [renew] : [])),
  ];
}

async function addPasskey() {
  const passkey = await makePasskey(await call("POST", "/auth/passkeys/options"));
  const added = await call("POST", "/auth/passkeys", { passkey, name: "" });
  return added.recovery_codes.length ? codes(added.recovery_codes) : home();
}

async function addApp() {
  const made = await call("POST", "/auth/factors/authenticator", { name: "" });
  const code = field("Its code", "code", { inputMode: "numeric", autocomplete: "one-time-code" });
  show(
    "Add an authenticator app",
    ...(made.picture ? [make("p", { textContent: "Scan this with your authenticator app." }), picture(made.picture)] : []),
    make("p", {}, "Or open this link on your phone, or type the key into your app: ", make("a", { href: made.uri, textContent: "set up the app" })),
    make("pre", { textContent: made.secret }),
    form([code], "Confirm", async (given) => {
      const added = await call("POST", `/auth/factors/${made.id}/confirm`, given);
      return added.recovery_codes.length ? codes(added.recovery_codes) : home();
    }),
    links(["Not now", home]),
  );
}

function codes(list) {
  show(
    "Keep these recovery codes",
    make("p", { textContent: "Each signs you in once when your phone or passkey is gone. They are not shown again." }),
    make("pre", { textContent: list.join("\n") }),
    button("I have kept them", home, "main"),
  );
}

function loginsPart({ items }) {
  const end = (one) => async () => (await call("DELETE", `/auth/logins/${one.id}`), await home(), tell("That sign-in has ended."));
  const listed = items.map((one) => item(one.device, `${one.current ? "This one" : `Seen ${day(one.seen_at)}`}${one.address ? `, ${one.address}` : ""}`, one.current ? "" : "End", end(one)));
  const others = button("End all others", async () => (await call("DELETE", "/auth/logins"), await home(), tell("All others have ended.")));
  return [make("h2", { textContent: "Where you are signed in" }), make("ul", {}, ...listed), ...(items.length > 1 ? [others] : [])];
}

// start ----------------------------------------------------------------------------------------------------------
const VIEWS = {
  reset,
  invitation,
  confirm: () => byLink("Confirm your address", "This says that the mail reached you.", "Confirm", "/auth/email/confirm", "Your address is confirmed."),
  email: () => byLink("Change your address", "From now on you sign in with this address.", "Change it", "/auth/email/change", "Your address is changed."),
  undo: () => byLink("Take your address back", "Your old address signs in again, and every sign-in ends.", "Take it back", "/auth/email/undo", "Your old address is back. Set a new password now."),
};

const account = () =>
  home().catch((error) => {
    if (error.code !== "unauthorized") throw error;
    return signIn();
  });

async function start() {
  const view = VIEWS[location.pathname.split("/")[2]];
  if (view && token) return view();
  if (consenting) return consent(brought, account);
  if (told.get("challenge")) return secondStep({ challenge: told.get("challenge"), methods: told.get("methods").split(" ") });
  await account();
  if (refusal) complain(whyNot(refusal));
}

whenProofIsNeeded(verifyFirst);
start().catch((error) => show("This did not work", make("p", { className: "fault", role: "alert", textContent: error.message }), links(["Try again", start])));
