/* What every part of the page is made of. Every text is set as text and never as markup; everything is asked of this server's own API. */
const API = "/api/v1";
export const main = document.getElementById("main");
const said = document.getElementById("said");
let csrf = "";
let proveAgain;

class Refused extends Error {
  constructor(problem) {
    super(problem.detail);
    this.code = problem.code;
  }
}

export async function call(method, path, body) {
  const headers = { "content-type": "application/json", ...(csrf && { "x-csrf-token": csrf }) };
  const answer = await fetch(API + path, { method, headers, ...(body && { body: JSON.stringify(body) }) });
  const found = answer.status === 204 ? null : await answer.json().catch(() => null);
  if (!answer.ok) throw new Refused(found ?? { code: "unreachable", detail: "Aisle did not answer. Try again in a minute." });
  if (path === "/auth/sign-out") csrf = "";
  if (found?.csrf_token) csrf = found.csrf_token;
  return found;
}

// elements -------------------------------------------------------------------------------------------------------
export function make(name, properties = {}, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

/** A QR code. The path is numbers and letters of the server's own; it is set as an attribute, never as markup. */
export function picture({ side, path }) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const set = Object.entries({ viewBox: `0 0 ${side} ${side}`, role: "img", "aria-label": "QR code for an authenticator app", class: "code" });
  for (const [name, value] of set) svg.setAttribute(name, value);
  const shape = document.createElementNS(svg.namespaceURI, "path");
  shape.setAttribute("d", path);
  svg.append(shape);
  return svg;
}

export function button(text, action, className = "") {
  return make("button", { type: "button", textContent: text, className, onclick: (event) => guard(event.currentTarget, action) });
}

export function field(text, name, properties) {
  return make("label", {}, make("span", { textContent: text }), make("input", { name, required: true, ...properties }));
}

/** One part of the page: a heading that takes the focus, so that screen readers say where one is. */
export function show(title, ...children) {
  const heading = make("h1", { textContent: title, tabIndex: -1 });
  document.title = `${title} · Aisle`;
  main.replaceChildren(heading, ...children);
  (main.querySelector("input") ?? heading).focus();
}

export function form(fields, text, action) {
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

export function links(...pairs) {
  return make("nav", {}, ...pairs.map(([text, action]) => button(text, action)));
}

export function tell(text) {
  said.textContent = text;
}

/** Say under the heading what went wrong. */
export function complain(text) {
  main.querySelector("h1").after(make("p", { className: "fault", role: "alert", textContent: text }));
}

/** Name what asks for a fresh proof, and then goes on with what was refused without one. */
export function whenProofIsNeeded(ask) {
  proveAgain = ask;
}

/** Do something once, and say what went wrong beside it. */
export async function guard(trigger, action) {
  main.querySelector(".fault")?.remove();
  tell("");
  trigger.disabled = true;
  try {
    await action();
  } catch (error) {
    if (error.code === "verification_needed") return proveAgain(action);
    complain(error.name === "NotAllowedError" ? "No passkey was used. Try again, or choose another way." : error.message);
  } finally {
    trigger.disabled = false;
  }
}
