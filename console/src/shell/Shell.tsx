/** The frame around every screen of a store. */
import { useSuspenseQuery } from "@tanstack/react-query";
import { Outlet, useMatches, useParams, useRouterState } from "@tanstack/react-router";
import { Suspense, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { storesQuery } from "../api/session";
import { Bones, useAfter } from "../ui/Answered";
import { Toasts } from "../ui/Toasts";
import { CommandMenu } from "./CommandMenu";
import { Keys } from "./Keys";
import { rememberStore } from "./lastStore";
import { Bar, Navigation } from "./Navigation";
import { NotFound } from "./PageFault";
import { Proof } from "./Proof";
import { useShortcuts } from "./shortcuts";
import { Top } from "./Top";
import { useGoKeys } from "./useGoKeys";
import { useRail } from "./useRail";

export default function Shell() {
  const { t } = useTranslation();
  const { store } = useParams({ strict: false }) as { store: string };
  const stores = useSuspenseQuery(storesQuery).data;
  const [open, setOpen] = useState<"menu" | "keys" | undefined>();
  const rail = useRail();
  const here = stores.find((one) => one.slug === store || one.id === store);
  useEffect(() => here && rememberStore(here.slug), [here]);
  useGoKeys(store);
  useShortcuts({ "?": { label: t("keys.show"), act: () => setOpen("keys") } });
  useMenuKey(() => setOpen("menu"));
  if (!here) return <NotFound />;
  return (
    <>
      <a className="skip" href="#main">
        {t("skip")}
      </a>
      <div className="app" data-rail={rail || undefined}>
        <Navigation store={here} />
        <div className="sheet">
          <Top store={here} sign={<Sign name={here.name} />} onSearch={() => setOpen("menu")} />
          <main className="main" id="main">
            {/* Nothing that was begun in one store goes on in another. */}
            <Suspense key={here.id} fallback={<LateBones />}>
              <Outlet />
            </Suspense>
          </main>
        </div>
      </div>
      <Bar store={here} />
      {/* Of its own: it fetches messages when it is opened first, and the screen stays meanwhile. */}
      <Suspense fallback={null}>
        {open === "menu" && <CommandMenu store={here} onClose={() => setOpen(undefined)} />}
      </Suspense>
      {open === "keys" && <Keys onClose={() => setOpen(undefined)} />}
      <Suspense fallback={null}>
        <Proof />
      </Suspense>
      <Toasts />
    </>
  );
}

/** The hanging sign with the section's name. After navigation the focus goes here. */
function Sign({ name }: { name: string }) {
  const { t } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  const matches = useMatches();
  const feature = matches.findLast((one) => one.staticData.feature)?.staticData.feature;
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  const before = useRef(path);
  const title = feature ? t(`nav.${feature}`) : "Aisle";
  useEffect(() => {
    document.title = `${title} · ${name} · Aisle`;
  }, [title, name]);
  useEffect(() => {
    if (before.current && path !== before.current) heading.current?.focus();
    before.current = path;
  }, [path]);
  return (
    <h1 className="sign" ref={heading} tabIndex={-1}>
      {title}
    </h1>
  );
}

function LateBones() {
  return useAfter(200) ? <Bones lines={6} /> : null;
}

function useMenuKey(open: () => void): void {
  const act = useRef(open);
  act.current = open;
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      act.current();
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  }, []);
}
