/* Every text is set as text and never as markup; everything is asked of this server's own API. */
const API = "/api/v1";
const main = document.getElementById("main");
const said = document.getElementById("said");
const token = new URLSearchParams(location.hash.slice(1)).get("token");
let csrf = "";

// Gone from the address bar and the history as soon as it was read.
if (location.hash) history.replaceState(null, "", location.pathname);

class Refused extends Error {
  constructor(problem) {
    super(problem.detail);
    this.code = problem.code;
  }
}

async function call(method, path, body) {
  const headers = { "content-type": "application/json", ...(csrf && { "x-csrf-token": csrf }) };
  const answer = await fetch(API + path, { method, headers, ...(body && { body: JSON.stringify(body) }) });
  const found = answer.status === 204 ? null : await answer.json().catch(() => null);
  if (!answer.ok) throw new Refused(found ?? { code: "unreachable", detail: "Aisle did not answer. Try again in a minute." });
  if (found?.csrf_token) csrf = found.csrf_token;
  return found;
}

// elements -------------------------------------------------------------------------------------------------------
function make(name, properties = {}, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

function button(text, action, className = "") {
  return make("button", { type: "button", textContent: text, className, onclick: (event) => guard(event.currentTarget, action) });
}

function field(text, name, properties) {
  return make("label", {}, make("span", { textContent: text }), make("input", { name, required: true, ...properties }));
}

/** One part of the page: a heading that takes the focus, so that screen readers say where one is. */
function show(title, ...children) {
  const heading = make("h1", { textContent: title, tabIndex: -1 });
  document.title = `${title} · Aisle`;
  main.replaceChildren(heading, ...children);
  (main.querySelector("input") ?? heading).focus();
}

function form(fields, text, action) {
  const send = make("button", { textContent: text, className: "main" });
  return make(
    "form",
    {
      onsubmit: (event) => {
        event.preventDefault();
        guard(send, () => action(Object.fromEntries(new FormData(event.target))));
      },
    },
    ...fields,
    send,
  );
}

function links(...pairs) {
  return make("nav", {}, ...pairs.map(([text, action]) => button(text, action)));
}

function tell(text) {
  said.textContent = text;
}

/** Do something once, and say what went wrong beside it. */
async function guard(trigger, action) {
  main.querySelector(".fault")?.remove();
  tell("");
  trigger.disabled = true;
  try {
    await action();
  } catch (error) {
    if (error.code === "verification_needed") return verifyFirst(action);
    const text = error.name === "NotAllowedError" ? "No passkey was used. Try again, or choose another way." : error.message;
    main.querySelector("h1").after(make("p", { className: "fault", role: "alert", textContent: text }));
  } finally {
    trigger.disabled = false;
  }
}

// passkeys -------------------------------------------------------------------------------------------------------
const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (mark) => mark.charCodeAt(0));
const text64 = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
const named = (list) => (list ?? []).map((one) => ({ ...one, id: bytes(one.id) }));

function shaped(credential) {
  const { response } = credential;
  const said = { clientDataJSON: text64(response.clientDataJSON) };
  for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (response[name]) said[name] = text64(response[name]);
  }
  if (response.getTransports) said.transports = response.getTransports();
  return { id: credential.id, rawId: text64(credential.rawId), type: credential.type, response: said };
}

async function usePasskey({ public_key: asked }) {
  const publicKey = { ...asked, challenge: bytes(asked.challenge), allowCredentials: named(asked.allowCredentials) };
  return shaped(await navigator.credentials.get({ publicKey }));
}

async function makePasskey({ public_key: asked }) {
  const user = { ...asked.user, id: bytes(asked.user.id) };
  const publicKey = { ...asked, user, challenge: bytes(asked.challenge), excludeCredentials: named(asked.excludeCredentials) };
  return shaped(await navigator.credentials.create({ publicKey }));
}

// signing in -----------------------------------------------------------------------------------------------------
const email = (value = "") => field("Email", "email", { type: "email", autocomplete: "username", value });
const password = (text = "Password", autocomplete = "current-password") =>
  field(text, "password", { type: "password", autocomplete });

function signIn() {
  show(
    "Sign in",
    form([email(), password()], "Sign in", async (given) => entered(await call("POST", "/auth/sign-in", given))),
    make("p", { className: "or", textContent: "or" }),
    button("Sign in with a passkey", async () => {
      const passkey = await usePasskey(await call("POST", "/auth/passkeys/sign-in/options"));
      entered(await call("POST", "/auth/passkeys/sign-in", { passkey }));
    }),
    links(["Make an account", signUp], ["Forgot your password?", forgot]),
  );
}

function entered(answer) {
  return answer.state === "second_step_required" ? secondStep(answer) : invited() ? invitation() : home();
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
      show("Look into your mail", make("p", { textContent: "If the address has an account, a link is on its way. It works once, for half an hour." }));
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
  return show("You are invited", text, button("Accept", accept, "main"));
}

// one's own account ----------------------------------------------------------------------------------------------
async function home() {
  const session = await call("GET", "/auth/session");
  const [factors, logins] = await Promise.all([call("GET", "/auth/factors"), call("GET", "/auth/logins")]);
  const { person } = session;
  const confirm = button("Send the link again", async () => (await call("POST", "/auth/email/resend"), tell("A link is on its way.")));
  const open = person.email_confirmed ? [] : [make("p", { textContent: "Your address is not confirmed yet." }), confirm];
  show(
    person.name,
    make("p", { textContent: person.email }),
    ...open,
    ...factorsPart(factors),
    ...loginsPart(logins),
    links(["Sign out", async () => (await call("POST", "/auth/sign-out"), (csrf = ""), signIn())]),
  );
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
    listed.length ? make("ul", {}, ...listed) : make("p", { textContent: "Only your password protects this account." }),
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
    make("p", {}, "Open this link on your phone, or type the key into your app: ", make("a", { href: made.uri, textContent: "set up the app" })),
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

async function start() {
  const view = VIEWS[location.pathname.split("/")[2]];
  if (view && token) return view();
  try {
    await home();
  } catch (error) {
    if (error.code !== "unauthorized") throw error;
    signIn();
  }
}

start().catch((error) => show("This did not work", make("p", { className: "fault", role: "alert", textContent: error.message }), links(["Try again", start])));
