import { initials } from "../text/initials";
import { safeAddress } from "../text/links";
import { useKit } from "./context";
import { useModal } from "./hooks-around";
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

/** Puts the panel away: down on a desktop, closed on a phone, where it is all that can be seen. */
function Minimise() {
  const { wording, actions } = useKit();
  const isModal = useModal();
  const label = wording.t(isModal ? "close" : "minimise");
  return (
    <button type="button" class="aw-ib" aria-label={label} title={label} onClick={actions.minimise}>
      <Icon shape={isModal ? "close" : "chevron"} />
    </button>
  );
}

interface Props {
  mark: string | null;
  onMenu(opener: HTMLElement): void;
}

export function Header({ mark, onMenu }: Props) {
  const { wording, name, openPerson, can, own } = useKit();
  const { t } = wording;
  return (
    <header class="aw-h">
      <div class="aw-col">
        <Mark mark={own.logo ?? mark} name={name} />
        <div class="aw-h-name">
          <h1 dir="auto">{own.title ?? t("title", { name })}</h1>
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
        {can.minimise && <Minimise />}
      </div>
    </header>
  );
}
