import { initials } from "../text/initials";
import { safeAddress } from "../text/links";
import { useKit } from "./context";
import { Icon } from "./icons";

function Mark({ mark, name }: { mark: string | null; name: string }) {
  const picture = mark && /^(https?:|\/)/.test(mark) ? safeAddress(mark) : null;
  return (
    <span class="aw-mark" aria-hidden="true">
      {picture ? (
        <img src={picture} alt="" width="38" height="38" />
      ) : (
        mark?.trim() || initials(name)
      )}
    </span>
  );
}

interface Props {
  mark: string | null;
  onMenu(opener: HTMLElement): void;
}

export function Header({ mark, onMenu }: Props) {
  const { wording, name, openPerson } = useKit();
  const { t } = wording;
  return (
    <header class="aw-h">
      <div class="aw-col">
        <Mark mark={mark} name={name} />
        <div class="aw-h-name">
          <h1 dir="auto">{t("title", { name })}</h1>
          <p>{t("subtitle")}</p>
        </div>
        {openPerson && (
          <button
            type="button"
            class="aw-ib"
            aria-label={t("talkToPerson")}
            title={t("talkToPerson")}
            onClick={(event) => openPerson(event.currentTarget)}
          >
            <Icon shape="person" />
          </button>
        )}
        <button
          type="button"
          class="aw-ib"
          aria-label={t("menu")}
          aria-haspopup="dialog"
          onClick={(event) => onMenu(event.currentTarget)}
        >
          <Icon shape="menu" />
        </button>
      </div>
    </header>
  );
}
