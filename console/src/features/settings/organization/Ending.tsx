import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/Button";
import { Block } from "../Block";
import { allStoresQuery, deleteOrganization } from "./api";
import { Typed } from "./Typed";
import { DAYS_KEPT } from "./week";

/** The end of the organization, for owners, after its name was typed. */
export function Ending({ name, mayDelete }: { name: string; mayDelete: boolean }) {
  const { t } = useTranslation("settings/organization");
  const { store } = useParams({ strict: false }) as { store: string };
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Block title={t("elsewhere")}>
        <p className="ways">
          <Link className="link hit" to={`/s/${store}/settings/roles`}>
            {t("to.roles")}
          </Link>
          <Link className="link hit" to={`/s/${store}/settings/security`}>
            {t("to.security")}
          </Link>
          <Link className="link hit" to={`/s/${store}/settings/audit`}>
            {t("to.audit")}
          </Link>
        </p>
      </Block>
      <Block title={t("ending")} more={t(mayDelete ? "ending.more" : "ending.barred")}>
        <Button disabled={!mayDelete} onClick={() => setAsking(true)}>
          {t("ending.go")}
        </Button>
      </Block>
      {asking && <Asking name={name} onClose={() => setAsking(false)} />}
    </>
  );
}

function Asking({ name, onClose }: { name: string; onClose: () => void }) {
  const { t } = useTranslation("settings/organization");
  const stores = (useQuery(allStoresQuery).data ?? []).filter((one) => !one.deleted_at);
  const act = async (typed: string) => {
    await deleteOrganization(typed);
    // Nothing of it is answered any more: the account is where it can be brought back.
    location.assign("/account");
  };
  return (
    <Typed
      title={t("ending.title", { name })}
      name={name}
      verb={t("ending.go")}
      act={act}
      onClose={onClose}
    >
      <p>{t("ending.stores", { count: stores.length })}</p>
      <ul className="lost">
        {stores.map((one) => (
          <li key={one.id}>{one.name}</li>
        ))}
      </ul>
      <ul className="lost">
        <li>{t("ending.now")}</li>
        <li>{t("ending.people")}</li>
        <li>{t("ending.week", { count: DAYS_KEPT })}</li>
      </ul>
    </Typed>
  );
}
