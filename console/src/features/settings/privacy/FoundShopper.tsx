import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/Button";
import { tell } from "../../../ui/toasts";
import type { Erased, Kept, Shopper } from "./api";
import { Erasing } from "./Erasing";
import { saveFile } from "./saveFile";

export interface Found {
  shopper: Shopper;
  kept: Kept;
}

interface Props {
  store: string;
  found: Found;
  onErased: (erased: Erased) => void;
}

/** What is kept of a shopper, in counts; as a file; and the way to erase it. */
export function FoundShopper({ store, found, onErased }: Props) {
  const { t } = useTranslation("settings/privacy");
  const [erasing, setErasing] = useState(false);
  const { kept, shopper } = found;
  const names = kept.shoppers
    .map((one) => one.name ?? one.email ?? one.customer_id)
    .filter(Boolean)
    .join(", ");
  const save = () => {
    saveFile("shopper.json", JSON.stringify(kept, null, 2));
    tell(t("told.saved"));
  };
  return (
    <section className="kept" aria-live="polite">
      <h2 className="h2">{names ? <bdi>{names}</bdi> : t("unnamed")}</h2>
      <p>
        {t("kept.chats", { count: kept.conversations.length })}{" "}
        {t("kept.sessions", { count: kept.sessions.length })}
      </p>
      <div className="acts">
        <Button icon="down" onClick={save}>
          {t("download")}
        </Button>
        <Button kind="danger" onClick={() => setErasing(true)}>
          {t("erase")}
        </Button>
      </div>
      {erasing && (
        <Erasing
          store={store}
          shopper={shopper}
          chats={kept.conversations.length}
          onErased={onErased}
          onClose={() => setErasing(false)}
        />
      )}
    </section>
  );
}
