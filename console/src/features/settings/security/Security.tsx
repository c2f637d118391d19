import "./security.css";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useRights } from "../../../api/session";
import { Answered } from "../../../ui/Answered";
import { Empty, Head } from "../../../ui/pieces";
import { useWideRights } from "../rights";
import { Sections } from "../Sections";
import { organizationQuery } from "./api";
import { Factors } from "./Factors";
import { Origins } from "./Origins";
import { ShopperKeys } from "./ShopperKeys";
import { SignOns } from "./signOn/SignOns";
import { Visits } from "./Visits";

/** How people, shops and shoppers come in, and who of the platform was here. Each block needs its own right. */
export default function Security() {
  const { t } = useTranslation("settings/security");
  const { store } = useParams({ strict: false }) as { store: string };
  const [may, mayWidely] = [useRights(store), useWideRights()];
  const seesOrganization = mayWidely("organization.read");
  const seesSignOn = mayWidely("sign_on.write");
  if (!seesOrganization && !seesSignOn && !may("keys.read"))
    return (
      <Sections>
        <Empty title={t("barred")}>{t("barred.text")}</Empty>
      </Sections>
    );
  return (
    <Sections>
      {seesOrganization ? (
        <Needs mayChange={mayWidely("organization.write")} />
      ) : (
        <Head>{t("head.keys")}</Head>
      )}
      {seesSignOn && <SignOns />}
      {may("keys.read") && <ShopperKeys store={store} mayChange={may("keys.write")} />}
      {may("keys.read") && <Origins store={store} />}
      {seesOrganization && <Visits mayEnd={mayWidely("organization.write")} />}
    </Sections>
  );
}

function Needs({ mayChange }: { mayChange: boolean }) {
  const { t } = useTranslation("settings/security");
  const query = useQuery(organizationQuery);
  return (
    <Answered query={query} about={t("factors")}>
      {({ security }) => (
        <>
          <Head more={t("head.more")}>
            {security.mfa_roles.length
              ? t("head", { count: security.mfa_roles.length })
              : t("head.none")}
          </Head>
          <Factors required={security.mfa_roles} mayChange={mayChange} />
        </>
      )}
    </Answered>
  );
}
