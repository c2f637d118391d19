import "./assistant.css";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useRights } from "../../api/session";
import { Answered } from "../../ui/Answered";
import { Button } from "../../ui/Button";
import { Head, Segments } from "../../ui/pieces";
import { tell } from "../../ui/toasts";
import { useUrlState } from "../../ui/urlState";
import { assistantQuery, diffQuery, releasesQuery, useReleasing } from "./api";
import { Differences } from "./Differences";

/** One version beside the one before it, or beside what is live; and the way back to it. */
export default function OneVersion() {
  const { t } = useTranslation("assistant");
  const { store, number } = useParams({ strict: false }) as { store: string; number: string };
  const [beside, setBeside] = useUrlState<"before" | "live">("beside", "before");
  const release = useQuery(releasesQuery(store)).data?.find((one) => String(one.number) === number);
  const before = beside === "live" ? "live" : String(Math.max(1, Number(number) - 1));
  return (
    <>
      <Head
        more={<span dir="auto">{release?.note}</span>}
        actions={
          <>
            <Link className="btn second" to={`/s/${store}/assistant/versions`}>
              {t("versions")}
            </Link>
            {release && !release.live && <GoBack store={store} number={release.number} />}
          </>
        }
      >
        {t("version", { number })}
      </Head>
      <Segments
        label={t("beside")}
        value={beside}
        options={[
          ["before", t("beside.before")],
          ["live", t("beside.live")],
        ]}
        onChange={setBeside}
      />
      <Answered query={useQuery(diffQuery(store, before, number))} about={t("differences")}>
        {(items) => <Differences items={items} />}
      </Answered>
    </>
  );
}

function GoBack({ store, number }: { store: string; number: number }) {
  const { t } = useTranslation("assistant");
  const live = useQuery(assistantQuery(store)).data?.live.number;
  const { goBack } = useReleasing(store);
  const may = useRights(store)("assistant.write");
  if (!may || live === undefined) return null;
  const go = () =>
    goBack.mutate(
      { number, expected: live },
      { onSuccess: () => tell(t("told.back", { number })) },
    );
  return (
    <Button kind="primary" busy={goBack.isPending} onClick={go}>
      {t("go-back")}
    </Button>
  );
}
