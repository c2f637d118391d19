import "./models.css";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useRights } from "../../../api/session";
import { Answered } from "../../../ui/Answered";
import { Button } from "../../../ui/Button";
import { Empty, Head } from "../../../ui/pieces";
import { useUrlState } from "../../../ui/urlState";
import { useWideRights } from "../rights";
import { Sections } from "../Sections";
import { type Model, modelsQuery } from "./api";
import { ModelList } from "./ModelList";
import { ProviderForm } from "./ProviderForm";
import { Providers } from "./Providers";
import { Routes } from "./Routes";

/** Which models answer, how they are and what they cost; own providers of models; which model is asked for what. */
export default function Models() {
  const { t } = useTranslation("settings/models");
  const { store } = useParams({ strict: false }) as { store: string };
  const [adding, setAdding] = useUrlState<string>("add", "");
  const mayChange = useRights(store)("models.write");
  const seesRoutes = useWideRights()("models.read");
  const query = useQuery(modelsQuery);
  const add = mayChange && (
    <Button kind="primary" icon="plus" onClick={() => setAdding("open")}>
      {t("add")}
    </Button>
  );
  return (
    <Sections>
      <Answered query={query} about={t("models")}>
        {(found) =>
          found.length ? (
            <Found models={found} add={add} />
          ) : (
            <Empty title={t("none")} actions={add}>
              {t("none.text")}
            </Empty>
          )
        }
      </Answered>
      {mayChange && <Providers />}
      {seesRoutes && <Routes mayChange={mayChange} />}
      {adding === "open" && mayChange && <ProviderForm onClose={() => setAdding(undefined)} />}
    </Sections>
  );
}

function Found({ models, add }: { models: readonly Model[]; add: React.ReactNode }) {
  const { t } = useTranslation("settings/models");
  const poorly = models.filter((one) => ["troubled", "resting"].includes(one.health.state));
  const names = poorly.map((one) => one.id).join(", ");
  return (
    <>
      <Head
        actions={add}
        more={poorly.length ? t("poorly", { count: poorly.length, names }) : t("well")}
      >
        {t("count", { count: models.length })}
      </Head>
      <ModelList models={models} />
    </>
  );
}
