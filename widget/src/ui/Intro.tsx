import type { Store } from "../api/types";
import type { Look } from "../config";
import { disclosureFor } from "../i18n/disclosure";
import { safeAddress } from "../text/links";
import { Chips } from "./Chips";
import { useKit } from "./context";
import { OutLink } from "./OutLink";

const SUGGESTIONS = 4;

/** Who answers and how long it is kept: said before the first message. */
export function Notice({ session, asksConsent }: { session: Look; asksConsent: boolean }) {
  const { wording, own } = useKit();
  const { t } = wording;
  const { store, retention_days } = session;
  const { language, words } = disclosureFor(store.language);
  return (
    <p class="aw-note">
      <span lang={language}>{words}</span> {t("kept", { count: retention_days })}{" "}
      {asksConsent && (own.consent ?? t("consent"))}{" "}
      {store.privacy_url && <OutLink href={store.privacy_url}>{t("privacy")}</OutLink>}
    </p>
  );
}

interface GreetingProps {
  store: Store;
  /** What fits the page that is being looked at stands in place of the store's own. */
  suggestions: string[] | null;
}

export function Greeting({ store, suggestions }: GreetingProps) {
  const { wording, own } = useKit();
  const { t } = wording;
  const face = safeAddress(own.avatar);
  return (
    <div class="aw-greet">
      {face && <img class="aw-face" src={face} alt="" width="38" height="38" />}
      <p dir="auto">{store.greeting ?? t("greeting")}</p>
      <Chips
        label={t("suggestions")}
        texts={(suggestions ?? store.suggestions).slice(0, SUGGESTIONS)}
      />
    </div>
  );
}

export function OpenFailed() {
  const { wording, actions } = useKit();
  return (
    <div class="aw-bar" role="alert">
      <p>{wording.t("openFailed")}</p>
      <div class="aw-acts">
        <button type="button" class="aw-btn" onClick={() => void actions.open()}>
          {wording.t("tryAgain")}
        </button>
      </div>
    </div>
  );
}
