/**
 * The look of the launcher. It is put on by script (`adoptedStyleSheets`), which a strict content policy
 * allows, and every rule of the host is important, which no rule of the page can outdo.
 */
export const STYLE = `
:host{all:initial!important;position:fixed!important;z-index:var(--z)!important;display:block!important}
@media print{:host{display:none!important}}
*{box-sizing:border-box;font:500 15px/1.3 var(--font,system-ui,sans-serif)}
.l{position:fixed;inset-block-end:calc(var(--up) + env(safe-area-inset-bottom));inset-inline-end:var(--x);block-size:56px;padding:0 20px 0 16px;display:flex;align-items:center;gap:9px;border:2px solid var(--edge);border-radius:28px;background:var(--brand);color:var(--on);box-shadow:0 8px 24px #1321242e;cursor:pointer}
.s .l{inset-inline:var(--x) auto}
svg{inline-size:22px;fill:none;stroke:currentColor;stroke-width:1.6;stroke-linejoin:round}
:focus-visible{outline:2px solid var(--ring);outline-offset:2px;box-shadow:0 0 0 2px var(--ground)}
.d{position:absolute;inset-block-start:-5px;inset-inline-end:-3px;min-inline-size:22px;border:2px solid var(--ground);border-radius:11px;background:#b3261e;color:#fff;font-size:12px;text-align:center;forced-color-adjust:none}
[hidden]{display:none!important}
.off :is(.l,.n){visibility:hidden}
`;
