import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { installQuery } from "../../api/session";
import { usePlaces } from "../../shell/usePlaces";
import { Answered } from "../../ui/Answered";
import { Icon } from "../../ui/Icon";
import { beginningsQuery } from "./api";
import type { Beginnings } from "./types";

/** What is left before shoppers can ask. */
export function Start({ store }: { store: string }) {
  const { t } = useTranslation("home");
  const query = useQuery(beginningsQuery(store));
  return (
    <Answered query={query} about={t("start")}>
      {(found) => <Steps store={store} found={found} />}
    </Answered>
  );
}

function Steps({ store, found }: { store: string; found: Beginnings }) {
  const { t } = useTranslation("home");
  const seen = useQuery(installQuery(store)).data?.seen ?? [];
  const has = new Set(usePlaces(store).map((one) => one.name));
  const knows = found.products + found.documents > 0;
  const steps = [
    { name: "read", done: knows, to: `/s/${store}/sources/new` },
    { name: "try", done: false, href: `/c/${store}` },
    {
      name: "install",
      done: seen.length > 0,
      ...(has.has("widget") && { to: `/s/${store}/widget` }),
    },
  ];
  const next = steps.find((one) => !one.done)?.name;
  return (
    <section className="start" aria-labelledby="start">
      <div className="sec-h">
        <h2 className="h2" id="start">
          {t("start")}
        </h2>
        <Link className="link hit" to="/onboarding/read" search={{ store } as never}>
          {t("start.led")}
        </Link>
      </div>
      <ol>
        {steps.map((one) => (
          <li key={one.name} className="need">
            <span className={one.done ? "mk done" : "mk next"}>
              <Icon name={one.done ? "check" : "forward"} flip />
            </span>
            <div>
              <b>{t(`start.${one.name}`)}</b>
              <p>{one.done ? t(`start.${one.name}.done`) : t(`start.${one.name}.text`)}</p>
            </div>
            <Go step={one} main={one.name === next} />
          </li>
        ))}
      </ol>
    </section>
  );
}

interface Step {
  name: string;
  done: boolean;
  to?: string;
  href?: string;
}

function Go({ step, main }: { step: Step; main: boolean }) {
  const { t } = useTranslation("home");
  const look = main ? "btn primary" : "btn second";
  const words = t(`start.${step.name}.act`);
  if (step.to)
    return (
      <Link className={look} to={step.to}>
        {words}
      </Link>
    );
  if (!step.href) return null;
  return (
    <a className={look} href={step.href} target="_blank" rel="noreferrer">
      {words}
    </a>
  );
}
