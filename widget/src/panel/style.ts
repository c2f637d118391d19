/** The look of the panel outside of the frame, put on by script as the launcher's. */
export const STYLE = `
dialog{position:fixed;inset:auto;inset-block-end:var(--y);inset-inline-end:var(--x);margin:0;padding:0;border:0;inline-size:min(400px,calc(100vw - 2*var(--x)));block-size:min(740px,calc(100dvh - 2*var(--y)));max-inline-size:none;max-block-size:none;overflow:hidden;border-radius:var(--r);background:var(--ground);color:var(--ink);box-shadow:0 4px 10px #13212414,0 24px 64px #13212438;outline:1px solid transparent}
.s dialog{inset-inline:var(--x) auto}
dialog:is([open],:popover-open){display:block;animation:in .26s cubic-bezier(.2,.7,.2,1)}
dialog.m{inset:var(--top,0) 0 auto!important;inline-size:100%;block-size:var(--tall,100dvh);border-radius:0}
dialog::backdrop{background:none}
dialog.m::backdrop{background:var(--ground)}
iframe{display:block;inline-size:100%;block-size:100%;border:0;color-scheme:auto}
dialog::before{content:"";position:absolute;inset:0;pointer-events:none;transition:opacity .16s;--b:color-mix(in srgb,var(--ink) 9%,var(--ground));background:linear-gradient(var(--b) 0 0) 0 59px/100% 1px,linear-gradient(var(--brand) 0 0) 16px 11px/38px 38px,linear-gradient(var(--b) 0 0) 66px 15px/140px 14px,linear-gradient(var(--b) 0 0) 66px 35px/90px 10px,linear-gradient(var(--b) 0 0) 16px 84px/calc(100% - 32px) 12px,linear-gradient(var(--b) 0 0) 16px 106px/62% 12px,linear-gradient(var(--b) 0 0) 16px calc(100% - 22px)/calc(100% - 32px) 48px;background-color:var(--ground);background-repeat:no-repeat}
[dir=rtl] dialog::before{transform:scaleX(-1)}
.w::before{opacity:0}
.e{position:absolute;inset:0;padding:24px;display:grid;gap:12px;place-content:center;text-align:center;background:var(--ground)}
.e :is(a,button){min-block-size:44px;padding:12px;border:0;background:none;color:var(--ring);text-decoration:underline;cursor:pointer}
@keyframes in{from{opacity:0;transform:translateY(8px)}}
.still *{animation:none!important}
@media (prefers-reduced-motion:reduce){*{animation:none!important}}
@media (forced-colors:active){dialog{border:2px solid ButtonText}}
`;
