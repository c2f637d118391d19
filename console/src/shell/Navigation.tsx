import { Link } from "@tanstack/react-router";
import { Fragment, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ListedStore } from "../api/session";
import type { Group } from "../features/feature";
import { Dialog } from "../ui/Dialog";
import { Icon } from "../ui/Icon";
import { Mark } from "./Mark";
import { StoreSwitcher } from "./StoreSwitcher";
import { type ShownPlace, usePlaces } from "./usePlaces";

const GROUPS: readonly Group[] = ["first", "teach", "improve", "show", "last"];
const BAR_PLACES = 4;

/** Everything there is, on the left of wide screens. */
export function Navigation({ store }: { store: ListedStore }) {
  const { t } = useTranslation();
  const places = usePlaces(store.slug);
  return (
    <nav className="side" aria-label={t("nav")}>
      <div className="brand">
        <Mark />
        <span>Aisle</span>
      </div>
      <StoreSwitcher store={store} />
      {GROUPS.map((group) => (
        <Section
          key={group}
          group={group}
          places={places.filter((one) => one.place.group === group)}
        />
      ))}
    </nav>
  );
}

function Section({ group, places }: { group: Group; places: readonly ShownPlace[] }) {
  const { t } = useTranslation();
  if (places.length === 0) return null;
  const titled = group !== "first" && group !== "last";
  return (
    <Fragment>
      {titled && <div className="nav-h">{t(`nav.group.${group}`)}</div>}
      <ul className="nav">
        {places.map((one) => (
          <li key={one.name}>
            <To place={one} />
          </li>
        ))}
      </ul>
    </Fragment>
  );
}

function To({ place: { name, place, to }, onPress }: { place: ShownPlace; onPress?: () => void }) {
  const { t } = useTranslation();
  return (
    <Link
      to={to}
      activeOptions={{ exact: place.path === "/", includeSearch: false }}
      activeProps={{ "aria-current": "page" }}
      onClick={onPress}
      title={t(`nav.${name}`)}
    >
      <Icon name={place.icon} />
      <span>{t(`nav.${name}`)}</span>
    </Link>
  );
}

/** The same at the bottom of phones: four sections, and the rest behind "More". */
export function Bar({ store }: { store: ListedStore }) {
  const { t } = useTranslation();
  const [more, setMore] = useState(false);
  const places = usePlaces(store.slug);
  const shown = places.filter((one) => one.place.bar).slice(0, BAR_PLACES);
  const close = () => setMore(false);
  return (
    <nav className="tabbar" aria-label={t("nav.small")}>
      {shown.map((one) => (
        <To key={one.name} place={one} />
      ))}
      <button type="button" aria-haspopup="dialog" onClick={() => setMore(true)}>
        <Icon name="more" />
        {t("nav.more")}
      </button>
      {more && (
        <Dialog title={t("nav.more")} shape="sheet-menu" onClose={close}>
          <StoreSwitcher store={store} />
          <ul className="nav">
            {places.map((one) => (
              <li key={one.name}>
                <To place={one} onPress={close} />
              </li>
            ))}
          </ul>
        </Dialog>
      )}
    </nav>
  );
}
