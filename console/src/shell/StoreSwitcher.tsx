import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import {
  enterOrganization,
  installQuery,
  type ListedStore,
  storesQuery,
  useSession,
} from "../api/session";
import { useWideRights } from "../features/settings/rights";
import { tellProblem } from "../problems/said";
import { Icon } from "../ui/Icon";
import { usePopup, walk } from "../ui/Menu";
import { initials } from "./initials";

/** Which store is looked at; leads to others, and to other organizations of the same person. */
export function StoreSwitcher({ store }: { store: ListedStore }) {
  const { t } = useTranslation();
  const { open, setOpen, anchor, id } = usePopup();
  const standing = useStanding(store);
  return (
    <div className="anchor" ref={anchor}>
      <button
        type="button"
        className="store"
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        <span className="ava" aria-hidden="true">
          {initials(store.name)}
        </span>
        <span className="grow">
          <span className="vh">{t("store.switch")} </span>
          <b>{store.name}</b>
          <small>{standing}</small>
        </span>
        <Icon name="chooser" small />
      </button>
      {open && <Choices id={id} onDone={() => setOpen(false)} />}
    </div>
  );
}

/** What stands below a store's name: whose it is, or where that says nothing new, whether shoppers see the widget. */
function useStanding(store: ListedStore): string | undefined {
  const { t } = useTranslation();
  const whose = useSession().organizations.find((one) => one.current)?.name;
  const { data } = useQuery(installQuery(store.slug));
  if (store.suspended_at) return t("store.suspended");
  if (whose !== store.name || !data) return whose;
  return data.seen.length ? t("store.live") : t("store.quiet");
}

function Choices({ id, onDone }: { id: string; onDone: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const stores = useQuery(storesQuery).data ?? [];
  const others = useSession().organizations.filter((one) => !one.current);
  const enter = useEntering();
  const mayAdd = useWideRights()("stores.write");
  const go = (to: string) => {
    onDone();
    void navigate({ to });
  };
  return (
    <div
      className="pop"
      role="menu"
      id={id}
      aria-label={t("store.switch")}
      onKeyDown={walk}
      tabIndex={-1}
    >
      {stores.map((one) => (
        <button
          key={one.id}
          type="button"
          role="menuitem"
          className="item"
          onClick={() => go(`/s/${one.slug}`)}
        >
          <Icon name="shop" small />
          {one.name}
        </button>
      ))}
      {mayAdd && (
        <button
          type="button"
          role="menuitem"
          className="item"
          onClick={() => go("/onboarding/store")}
        >
          <Icon name="plus" small />
          {t("store.add")}
        </button>
      )}
      {others.length > 0 && <h3>{t("store.organizations")}</h3>}
      {others.map((one) => (
        <button
          key={one.id}
          type="button"
          role="menuitem"
          className="item"
          onClick={() => void enter(one.id)}
        >
          <Icon name="person" small />
          {one.name}
        </button>
      ))}
    </div>
  );
}

function useEntering(): (organization: string) => Promise<void> {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return async (organization) => {
    try {
      await enterOrganization(queries, organization);
      await navigate({ to: "/s" });
    } catch (error) {
      void tellProblem(error);
    }
  };
}
