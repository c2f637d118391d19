import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Answered } from "../../ui/Answered";
import { Button } from "../../ui/Button";
import { Segments } from "../../ui/pieces";
import { tell } from "../../ui/toasts";
import { useUrlState } from "../../ui/urlState";
import { previewQuery } from "./api";
import { previewAddress, type View } from "./writing";

interface Props {
  store: string;
  /** Of the draft: a new one is shown anew. */
  revision: number;
  hasNudge: boolean;
}

/** The real widget with the draft's look, on a page that is nobody's. */
export function Preview({ store, revision, hasNudge }: Props) {
  const { t } = useTranslation("widget");
  const query = useQuery(previewQuery(store));
  const [view, choices] = useView(hasNudge);
  const copy = async (page: string) => {
    await navigator.clipboard.writeText(page);
    tell(t("preview.copied"));
  };
  return (
    <section className="preview" aria-label={t("preview")}>
      {choices}
      <Answered query={query} about={t("preview")}>
        {({ page }) => {
          const address = previewAddress(page, view, t("preview.question"));
          return (
            <>
              <Stage key={`${address} ${revision}`} address={address} size={view.size} />
              <div className="row">
                <Button icon="globe" onClick={() => void copy(page)}>
                  {t("preview.copy")}
                </Button>
                <small>{t("preview.days")}</small>
              </div>
            </>
          );
        }}
      </Answered>
    </section>
  );
}

/** The chat takes the focus when it opens: until somebody goes to it, whoever is typing beside it gets it back. */
function Stage({ address, size }: { address: string; size: View["size"] }) {
  const { t } = useTranslation("widget");
  const [usable, setUsable] = useState(false);
  const frame = useRef<HTMLIFrameElement>(null);
  useEffect(() => {
    let last = document.activeElement;
    const keep = (event: FocusEvent) => {
      if (event.target !== frame.current) last = event.target as Element;
    };
    const giveBack = () => {
      const taken = document.activeElement === frame.current;
      if (!usable && taken && last instanceof HTMLElement) last.focus();
    };
    document.addEventListener("focusin", keep);
    window.addEventListener("blur", giveBack);
    return () => {
      document.removeEventListener("focusin", keep);
      window.removeEventListener("blur", giveBack);
    };
  }, [usable]);
  const enter = () => {
    setUsable(true);
    frame.current?.focus();
  };
  return (
    <>
      <div className="stage" onPointerEnter={() => setUsable(true)}>
        <iframe
          ref={frame}
          tabIndex={usable ? 0 : -1}
          className={size}
          src={address}
          title={t("preview")}
        />
      </div>
      <Button kind="quiet" onClick={enter}>
        {t("preview.use")}
      </Button>
    </>
  );
}

function useView(hasNudge: boolean) {
  const { t } = useTranslation("widget");
  const [size, setSize] = useUrlState<View["size"]>("size", "desktop");
  const [show, setShow] = useUrlState<View["show"]>("show", "open");
  const [mode, setMode] = useUrlState<View["mode"]>("mode", "draft");
  const [direction, setDirection] = useUrlState<View["direction"]>("direction", "ltr");
  const states = (["open", "closed", "nudge", "answering"] as const).filter(
    (one) => one !== "nudge" || hasNudge,
  );
  const named = <const Name extends string>(group: string, names: readonly Name[]) =>
    names.map((name) => [name, t(`view.${group}.${name}` as never) as string] as const);
  const choices = (
    <div className="row wrap">
      <Segments
        label={t("view.size")}
        value={size}
        options={named("size", ["desktop", "phone"])}
        onChange={setSize}
      />
      <Segments
        label={t("view.show")}
        value={show}
        options={named("show", states)}
        onChange={setShow}
      />
      <Segments
        label={t("view.mode")}
        value={mode}
        options={named("mode", ["draft", "light", "dark"])}
        onChange={setMode}
      />
      <Segments
        label={t("view.direction")}
        value={direction}
        options={named("direction", ["ltr", "rtl"])}
        onChange={setDirection}
      />
    </div>
  );
  return [{ size, show, mode, direction } satisfies View, choices] as const;
}
