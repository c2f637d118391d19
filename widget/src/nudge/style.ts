/** The look of the nudge. */
export const STYLE = `
.n{position:fixed;inset-block-end:calc(var(--up) + 68px);inset-inline-end:var(--x);max-inline-size:280px;display:flex;align-items:center;border:1px solid var(--line);border-radius:14px;background:var(--ground);color:var(--ink);box-shadow:0 8px 24px #1321242e}
.s .n{inset-inline:var(--x) auto}
.n button{border:0;background:none;color:inherit;cursor:pointer;min-block-size:44px;min-inline-size:44px;padding:8px 14px;text-align:start;border-radius:14px}
@media (forced-colors:active){.n,.n button{border:1px solid ButtonText}}
`;
