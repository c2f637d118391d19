import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Time } from "../../format/Time";
import { usePlaces } from "../../shell/usePlaces";
import { Icon } from "../../ui/Icon";
import { shownNeed } from "./needs";
import type { Need } from "./types";

const LOOKS = { bad: "mk", warn: "mk w", evidence: "mk e" };

/** What waits for a person, those first that concern the most shoppers. */
export function Needs({ store, needs }: { store: string; needs: readonly Need[] }) {
  const { t } = useTranslation("home");
  return (
    <section aria-labelledby="needs">
      <div className="sec-h">
        <h2 className="h2" id="needs">
          {t("needs")}
        </h2>
        {needs.length > 0 && <span className="faint num">{needs.length}</span>}
      </div>
      {needs.length === 0 && <p className="muted">{t("needs.none")}</p>}
      <ul>
        {needs.map((need, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: several of a kind have no name of their own
          <One key={`${need.kind} ${at}`} store={store} need={need} first={at === 0} />
        ))}
      </ul>
    </section>
  );
}

function One({ store, need, first }: { store: string; need: Need; first: boolean }) {
  const { t } = useTranslation("home");
  const places = usePlaces(store);
  const shown = shownNeed(need);
  if (!shown) return null;
  const leads = places.some((one) => one.name === shown.feature);
  const values = { ...need.what, count: need.count };
  return (
    <li className="need">
      <span className={LOOKS[shown.mood]}>
        <Icon name={shown.icon} />
      </span>
      <div>
        <b>{t(`need.${need.kind}`, values)}</b>
        <p>
          {need.shoppers > 0 && `${t("need.shoppers", { count: need.shoppers })} `}
          {need.since && (
            <>
              {t("need.since")} <Time when={need.since} />
            </>
          )}
        </p>
      </div>
      {leads && (
        <Link to={`/s/${store}${shown.to}`} className={first ? "btn primary" : "btn second"}>
          {t(`need.${need.kind}.act`)}
        </Link>
      )}
    </li>
  );
}
