import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { components } from "../../api/schema";
import { Time } from "../../format/Time";
import { Answered } from "../../ui/Answered";
import { Button } from "../../ui/Button";
import { Labelled } from "../../ui/Field";
import { Empty } from "../../ui/pieces";
import { tell } from "../../ui/toasts";
import { useUrlState } from "../../ui/urlState";
import { installQuery } from "./api";
import { WidgetTabs } from "./Tabs";
import { PLATFORMS, type Platform } from "./writing";
import "./widget.css";

type Installation = components["schemas"]["WidgetInstall"];
const ASK_MS = 5_000;
const CONSENT = "Aisle.consent(true);";
const PAGE = 'Aisle.setPage({ path: location.pathname, suggestions: ["…"] });';

/** One line on the shop's pages, what may stand in its way, and waiting until it was seen there. */
export default function Install() {
  const { t } = useTranslation("widget");
  const { store } = useParams({ strict: false }) as { store: string };
  const query = useQuery({ ...installQuery(store), refetchInterval: ASK_MS });
  return (
    <>
      <WidgetTabs store={store} />
      <Answered query={query} about={t("install")}>
        {(found) => (
          <div className="install">
            <Seen seen={found.seen} />
            {found.snippet && <Steps found={found} snippet={found.snippet} />}
            <Sites store={store} origins={found.origins} />
            <h3 className="h3">{t("hosted")}</h3>
            <p>{t("hosted.text")}</p>
            <Code text={found.hosted_page} name={t("hosted")} />
          </div>
        )}
      </Answered>
    </>
  );
}

function Steps({ found, snippet }: { found: Installation; snippet: string }) {
  const { t } = useTranslation("widget");
  const [platform, setPlatform] = useUrlState<Platform>("platform", "shopify");
  return (
    <>
      <h3 className="h3">{t("snippet")}</h3>
      <Code text={snippet} name={t("snippet")} />
      <Labelled label={t("platform")}>
        {(attributes) => (
          <select
            {...attributes}
            value={platform}
            onChange={(event) => setPlatform(event.target.value as Platform)}
          >
            {PLATFORMS.map((one) => (
              <option key={one} value={one}>
                {t(`platform.${one}`)}
              </option>
            ))}
          </select>
        )}
      </Labelled>
      <p>{t(`guide.${platform}`)}</p>
      <h3 className="h3">{t("policy")}</h3>
      <p>{t("policy.text")}</p>
      <Code text={found.policy.join("; ")} name={t("policy")} />
      <h3 className="h3">{t("spa")}</h3>
      <p>{t("spa.text")}</p>
      <Code text={PAGE} name={t("spa")} />
      <h3 className="h3">{t("hook")}</h3>
      <p>{t("hook.text")}</p>
      <Code text={CONSENT} name={t("hook")} />
    </>
  );
}

/** Code that is copied whole. */
function Code({ text, name }: { text: string; name: string }) {
  const { t } = useTranslation("widget");
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    tell(t("copied"));
  };
  return (
    <div className="code">
      <pre dir="ltr">{text}</pre>
      <Button small icon="code" aria-label={t("copy.of", { name })} onClick={() => void copy()}>
        {t("copy")}
      </Button>
    </div>
  );
}

function Sites({ store, origins }: { store: string; origins: readonly string[] }) {
  const { t } = useTranslation("widget");
  const to = (
    <Link className="btn second" to={`/s/${store}/settings/keys` as never}>
      {t("sites.keys")}
    </Link>
  );
  if (!origins.length)
    return (
      <Empty title={t("sites.none")} actions={to}>
        {t("sites.none.text")}
      </Empty>
    );
  return (
    <>
      <h3 className="h3">{t("sites")}</h3>
      <ul className="changes">
        {origins.map((origin) => (
          <li key={origin}>
            <bdi>{origin}</bdi>
          </li>
        ))}
      </ul>
      <p>{to}</p>
    </>
  );
}

function Seen({ seen }: { seen: Installation["seen"] }) {
  const { t } = useTranslation("widget");
  const [last] = seen;
  return (
    <p className={last ? "banner good" : "banner"} role="status">
      {last ? t("seen", { origin: last.origin }) : t("waiting")}
      {last && <Time when={last.last_at} />}
    </p>
  );
}
