import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api, sendForm } from "../../api/client";
import { asProblem, type Problem } from "../../api/problem";
import { storeQuery } from "../../api/session";
import { tellProblem } from "../../problems/said";
import { Answered } from "../../ui/Answered";
import { Button } from "../../ui/Button";
import { Icon } from "../../ui/Icon";
import { Banner } from "../../ui/pieces";
import { Refusal } from "../../ui/Refusal";
import { tell } from "../../ui/toasts";
import { connect, detect, kindsQuery, readNow, sourcesQuery } from "../sources/api";
import { SyncPanel } from "../sources/SyncPanel";
import type { Detected, Source } from "../sources/types";
import { useKindWords } from "../sources/useKindWords";
import { Frame, useStepStore } from "./Frame";

/** So many pages are enough to go on; the rest is read meanwhile. */
const ENOUGH = 10;

/** The second step: what runs at the address, and reading it. */
export default function Read() {
  const { t } = useTranslation("onboarding");
  const store = useStepStore();
  const sources = useQuery({ ...sourcesQuery(store), refetchInterval: 3_000 });
  const first = sources.data?.[0];
  const ready = useEnough(store, first);
  return (
    <Frame step="read" ready={ready}>
      <Answered query={sources} about={t("read.title")}>
        {() => (first ? <Reading store={store} source={first} /> : <Finding store={store} />)}
      </Answered>
      <Upload store={store} />
      <p className="faint" role="status">
        {ready ? t("read.enough") : t("read.wait", { count: ENOUGH })}
      </p>
    </Frame>
  );
}

/** Whether there is enough to ask about: pages that are read or a version that is live. */
function useEnough(store: string, source: Source | undefined): boolean {
  const documents = useQuery({
    queryKey: ["store", store, "documents", "any"],
    queryFn: () =>
      answer<{ items: readonly unknown[] }>(
        api.GET("/api/v1/stores/{store}/documents", {
          params: { path: { store }, query: { limit: 1 } },
        }),
      ),
    refetchInterval: 3_000,
  });
  return !!documents.data?.items.length || (source?.last_run?.records ?? 0) >= ENOUGH;
}

function Reading({ store, source }: { store: string; source: Source }) {
  const { t } = useTranslation("onboarding");
  const newest = source.last_run;
  if (!newest) return <p role="status">{t("read.begins", { name: source.name })}</p>;
  return <SyncPanel store={store} source={source} run={newest.id} />;
}

function Finding({ store }: { store: string }) {
  const { t } = useTranslation("onboarding");
  const settings = useQuery(storeQuery(store));
  const address = settings.data?.site_url ?? undefined;
  const found = useQuery({
    queryKey: ["store", store, "detected", address],
    queryFn: () => detect(store, address as string),
    enabled: !!address,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  if (settings.data && !address)
    return (
      <Banner
        action={
          <Link className="btn second" to={`/s/${store}/sources/new`}>
            {t("read.choose")}
          </Link>
        }
      >
        {t("read.no-address")}
      </Banner>
    );
  if (!address) return null;
  return (
    <Answered query={found} about={address}>
      {(kinds) => <Found store={store} address={address} kinds={kinds} />}
    </Answered>
  );
}

interface FoundProps {
  store: string;
  address: string;
  kinds: readonly Detected[];
}

/** What was found at the address, as ticks; one press reads its public pages. */
function Found({ store, address, kinds }: FoundProps) {
  const { t } = useTranslation("onboarding");
  const queries = useQueryClient();
  const titles = useQuery(kindsQuery(store)).data ?? [];
  const words = useKindWords();
  const titleOf = (name: string) =>
    words.title(name, titles.find((one) => one.kind === name)?.title);
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const host = new URL(address).host;
  const read = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      const wanted = { kind: "website", name: host, options: { address }, credentials: {} };
      const made = await connect(store, wanted);
      await readNow(store, made.id);
      await queries.invalidateQueries({ queryKey: sourcesQuery(store).queryKey });
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  const others = kinds.filter((one) => one.kind !== "website");
  return (
    <>
      <Refusal problem={problem} />
      <ul className="ticks">
        {kinds.map((one) => (
          <li key={one.kind}>
            <Icon name="check" small />
            <b>{titleOf(one.kind)}</b>
            <span className="faint">{one.evidence}</span>
          </li>
        ))}
      </ul>
      <div className="row wrap">
        <Button kind="primary" busy={busy} onClick={() => void read()}>
          {t("read.go", { host })}
        </Button>
        {others.map((one) => (
          <Link
            key={one.kind}
            className="btn second"
            to={`/s/${store}/sources/new`}
            search={{ kind: one.kind, address } as never}
          >
            {t("read.key", {
              kind: titles.find((kind) => kind.kind === one.kind)?.title ?? one.kind,
            })}
          </Link>
        ))}
      </div>
    </>
  );
}

function Upload({ store }: { store: string }) {
  const { t } = useTranslation("onboarding");
  const queries = useQueryClient();
  const send = async (files: FileList | null) => {
    if (!files?.length) return;
    const form = new FormData();
    for (const file of files) form.append("files", file);
    try {
      await sendForm(`/api/v1/stores/${store}/documents`, form);
      tell(t("read.uploaded", { count: files.length }));
      await queries.invalidateQueries({ queryKey: ["store", store, "documents"] });
    } catch (error) {
      void tellProblem(error);
    }
  };
  return (
    <details className="upload">
      <summary>{t("read.files")}</summary>
      <input
        type="file"
        multiple
        aria-label={t("read.files")}
        onChange={(event) => void send(event.target.files)}
      />
    </details>
  );
}
