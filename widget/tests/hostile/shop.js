// A page that swaps its whole body instead of loading, as Turbolinks does, and fights for the topmost layer.
const policy = window.trustedTypes?.createPolicy("shop", { createHTML: (text) => text });

const war = document.createElement("div");
war.className = "war";
war.textContent = "Free delivery";
document.body.append(war);

async function swap(address, push) {
  const html = await (await fetch(address)).text();
  const next = new DOMParser().parseFromString(policy?.createHTML(html) ?? html, "text/html");
  document.title = next.title;
  document.documentElement.replaceChild(document.adoptNode(next.body), document.body);
  if (push) history.pushState({ page: address }, "", address);
}

document.addEventListener("click", (event) => {
  const link = event.composedPath().find((one) => one instanceof HTMLAnchorElement);
  if (!link || link.origin !== location.origin) return;
  event.preventDefault();
  swap(link.href, true);
});
addEventListener("popstate", (event) => {
  if (event.state?.page && !event.state.aisle) swap(location.href, false);
});
window.showCookies = () => {
  const bar = document.createElement("div");
  bar.className = "cookies";
  bar.textContent = "We use cookies";
  document.body.append(bar);
};
