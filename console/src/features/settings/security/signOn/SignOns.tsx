import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Answered } from "../../../../ui/Answered";
import { Button } from "../../../../ui/Button";
import { useUrlState } from "../../../../ui/urlState";
import { Block } from "../../Block";
import { connectionsQuery } from "../api";
import { ConnectionForm } from "./ConnectionForm";
import { ConnectionPanel } from "./ConnectionPanel";

/** The identity providers that the organization's people come through. */
export function SignOns() {
  const { t } = useTranslation("settings/security");
  const [adding, setAdding] = useUrlState<string>("add", "");
  const query = useQuery(connectionsQuery);
  return (
    <Block
      title={t("sign-on")}
      more={t("sign-on.more")}
      action={
        <Button icon="plus" onClick={() => setAdding("sign-on")}>
          {t("sign-on.add")}
        </Button>
      }
    >
      <Answered query={query} about={t("sign-on")}>
        {(found) =>
          found.length ? (
            found.map((one) => <ConnectionPanel key={one.id} of={one} />)
          ) : (
            <p>{t("sign-on.none")}</p>
          )
        }
      </Answered>
      {adding === "sign-on" && <ConnectionForm onClose={() => setAdding(undefined)} />}
    </Block>
  );
}
