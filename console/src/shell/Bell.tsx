import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Time } from "../format/Time";
import { Button } from "../ui/Button";
import { Icon } from "../ui/Icon";
import { usePopup } from "../ui/Menu";
import { forgetToasts, useToasts } from "../ui/toasts";

/** What actions came to, after their messages left the screen. */
export function Bell() {
  const { t } = useTranslation();
  const { open, setOpen, anchor, id } = usePopup();
  const toasts = useToasts();
  const [seen, setSeen] = useState(0);
  const news = toasts.filter((one) => one.id > seen).length;
  const toggle = () => {
    setSeen(toasts[0]?.id ?? 0);
    setOpen(!open);
  };
  return (
    <div className="anchor" ref={anchor}>
      <button
        type="button"
        className="btn icon bell"
        aria-label={t("bell", { count: news })}
        aria-expanded={open}
        aria-controls={id}
        onClick={toggle}
      >
        <Icon name="bell" />
        {news > 0 && <span className="n" aria-hidden="true" />}
      </button>
      {open && (
        <section className="pop end" id={id} aria-label={t("messages")}>
          {toasts.length === 0 && <p className="item faint">{t("bell.none")}</p>}
          {toasts.map((one) => (
            <p key={one.id} className="item">
              <span className="grow">{one.text}</span>
              <small className="faint">
                <Time when={new Date(one.at).toISOString()} />
              </small>
            </p>
          ))}
          {toasts.length > 0 && (
            <Button kind="quiet" small onClick={forgetToasts}>
              {t("bell.clear")}
            </Button>
          )}
        </section>
      )}
    </div>
  );
}
