import { start } from "./widget";

const script = document.currentScript;
const page = window as { Aisle?: { destroy?: unknown } };

function begin(): void {
  // Navigation without loading may run the tag again: one widget is enough.
  if (script instanceof HTMLScriptElement && !page.Aisle?.destroy) start(script);
}

if (document.readyState === "loading") addEventListener("DOMContentLoaded", begin, { once: true });
else begin();
