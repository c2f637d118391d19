import type { UseQueryResult } from "@tanstack/react-query";
import { type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { asProblem } from "../api/problem";
import { clock } from "../format/times";
import { localeOf } from "../i18n/languages";
import { useSaid } from "../problems/useSaid";
import { Button } from "./Button";
import { Banner } from "./pieces";

const BONES_AFTER_MS = 200;
const SLOW_AFTER_MS = 10_000;

interface Props<Data> {
  query: UseQueryResult<Data>;
  /** Draws what was answered; it is never called before an answer is whole. */
  children: (data: Data) => ReactNode;
  /** The layout in grey while the first answer is awaited. */
  bones?: ReactNode;
  /** What the block is about, for the sentence when it is slow or fails. */
  about: string;
}

/** A block that lives from one answer: nothing, then its bones, then the answer; old data stays while new is fetched. */
export function Answered<Data>({ query, children, bones, about }: Props<Data>) {
  if (query.data === undefined)
    return query.isError ? (
      <Failed query={query} about={about} />
    ) : (
      <Awaited query={query} about={about} bones={bones} />
    );
  return (
    <>
      <Stale query={query} about={about} />
      {children(query.data)}
    </>
  );
}

function Awaited({ query, bones, about }: { query: Again; bones?: ReactNode; about: string }) {
  const { t } = useTranslation();
  const late = useAfter(BONES_AFTER_MS);
  const slow = useAfter(SLOW_AFTER_MS);
  if (!late) return null;
  return (
    <div aria-busy="true">
      {slow && (
        <Banner title={t("slow", { about })} action={<TryAgain query={query} />}>
          {t("slow.more")}
        </Banner>
      )}
      <span className="vh">{t("loading", { about })}</span>
      {bones ?? <Bones />}
    </div>
  );
}

function Failed({ query, about }: { query: Again & { error: unknown }; about: string }) {
  const { t } = useTranslation();
  const problem = asProblem(query.error);
  const { text, facts } = useSaid()(problem);
  return (
    <Banner mood="bad" title={t("failed", { about })} action={<TryAgain query={query} />}>
      <p>{text}</p>
      {facts && (
        <p lang="en" dir="auto">
          {facts}
        </p>
      )}
      <small>{problem.code}</small>
    </Banner>
  );
}

function Stale({ query, about }: { query: UseQueryResult<unknown>; about: string }) {
  const { t, i18n } = useTranslation();
  if (!query.isError) return null;
  return (
    <Banner
      mood="warn"
      title={t("stale", { about, time: clock(localeOf(i18n.language), query.dataUpdatedAt) })}
      action={<TryAgain query={query} />}
    />
  );
}

type Again = Pick<UseQueryResult, "refetch">;

function TryAgain({ query }: { query: Again }) {
  const { t } = useTranslation();
  return (
    <Button small onClick={() => void query.refetch()}>
      {t("again")}
    </Button>
  );
}

/** The usual bones: some lines. */
export function Bones({ lines = 4 }: { lines?: number }) {
  return (
    <div className="bones" aria-hidden="true">
      {Array.from({ length: lines }, (_, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are all the same
        <span key={at} className="bone tall" />
      ))}
    </div>
  );
}

/** Whether so many milliseconds have passed. while_: counts anew each time it becomes true. */
export function useAfter(milliseconds: number, while_ = true): boolean {
  const [passed, setPassed] = useState(false);
  useEffect(() => {
    setPassed(false);
    if (!while_) return;
    const timer = setTimeout(() => setPassed(true), milliseconds);
    return () => clearTimeout(timer);
  }, [milliseconds, while_]);
  return passed;
}
