import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { localeOf } from "../i18n/languages";
import { exact, relative } from "./times";

const TICK_MS = 30_000;

/** A moment: relative in words, exact on hover and focus. when: as the API writes times. */
export function Time({ when }: { when: string }) {
  const language = localeOf(useTranslation().i18n.language);
  const now = useNow(TICK_MS);
  const at = Date.parse(when);
  return (
    <time dateTime={when} title={exact(language, at)}>
      {relative(language, at, now)}
    </time>
  );
}

/** The present moment in milliseconds, renewed every so often. */
export function useNow(every: number): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), every);
    return () => clearInterval(timer);
  }, [every]);
  return now;
}
