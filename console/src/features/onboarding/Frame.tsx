import "./onboarding.css";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Mark } from "../../shell/Mark";
import { Proof } from "../../shell/Proof";
import { Button } from "../../ui/Button";
import { Icon } from "../../ui/Icon";
import { Toasts } from "../../ui/Toasts";
import { after, NAMES, type StepName, stepIn } from "./steps";

interface Props {
  step: StepName;
  children: ReactNode;
  /** Whether the step has what the next one needs; Continue can be pressed then. */
  ready?: boolean;
  /** Done before the next step is shown. Where it throws, the step says why, and stays. */
  onContinue?: () => Promise<void>;
}

/** The frame around a step: where one is, back, skip, continue. */
export function Frame({ step, children, ready = true, onContinue }: Props) {
  const { t } = useTranslation("onboarding");
  const navigate = useNavigate();
  const { store = "" } = useSearch({ strict: false }) as { store?: string };
  const next = after(step, store);
  const [busy, setBusy] = useState(false);
  const go = async () => {
    setBusy(true);
    const done = await onContinue?.().then(
      () => true,
      () => false,
    );
    setBusy(false);
    if (done !== false) await navigate({ href: next });
  };
  return (
    <div className="steps">
      <header>
        <Link className="brand" to="/s">
          <Mark />
          <span>Aisle</span>
        </Link>
        <Places step={step} store={store} />
        <Link className="link hit" to={`/s/${store}`}>
          {t("later")}
        </Link>
      </header>
      <main id="main">
        <Title step={step} />
        {children}
        <div className="onward">
          <Link className="link hit" to={next}>
            {t("skip")}
          </Link>
          <Button kind="primary" disabled={!ready} busy={busy} onClick={() => void go()}>
            {t(step === "install" ? "finish" : "continue")}
          </Button>
        </div>
      </main>
      <Proof />
      <Toasts />
    </div>
  );
}

function Title({ step }: { step: StepName }) {
  const { t } = useTranslation("onboarding");
  const heading = useRef<HTMLHeadingElement>(null);
  const title = t(`${step}.title`);
  useEffect(() => {
    document.title = `${title} · Aisle`;
    heading.current?.focus();
  }, [title]);
  return (
    <>
      <h1 className="display" ref={heading} tabIndex={-1}>
        {title}
      </h1>
      <p className="muted">{t(`${step}.text`)}</p>
    </>
  );
}

function Places({ step, store }: { step: StepName; store: string }) {
  const { t } = useTranslation("onboarding");
  const at = NAMES.indexOf(step);
  return (
    <nav aria-label={t("steps")}>
      <ol>
        {NAMES.slice(1).map((name, place) => (
          <li key={name}>
            <Link
              to={stepIn(name, store)}
              aria-current={name === step ? "step" : undefined}
              className={place + 1 < at ? "done" : undefined}
            >
              {place + 1 < at && <Icon name="check" small />}
              {t(`step.${name}`)}
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** The store that the steps are about. */
export function useStepStore(): string {
  return (useSearch({ strict: false }) as { store?: string }).store ?? "";
}
