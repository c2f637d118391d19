import { useTranslation } from "react-i18next";
import { Dialog } from "../ui/Dialog";
import { listShortcuts } from "./shortcuts";

/** What keys do on this screen. */
export function Keys({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog title={t("keys")} onClose={onClose}>
      <dl className="keys">
        <dt>{t("keys.menu")}</dt>
        <dd>
          <kbd>Ctrl/Cmd K</kbd>
        </dd>
        {listShortcuts().map(([keys, shortcut]) => (
          <Key key={keys} keys={keys} label={shortcut.label} />
        ))}
      </dl>
    </Dialog>
  );
}

function Key({ keys, label }: { keys: string; label: string }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>
        {keys.split(" ").map((key) => (
          <kbd key={key}>{key.toUpperCase()}</kbd>
        ))}
      </dd>
    </>
  );
}
