import { useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api } from "../../api/client";
import { askPasskey } from "../../api/passkeys";
import { Button } from "../../ui/Button";
import { Field } from "../../ui/Field";
import { Banner } from "../../ui/pieces";
import { Refusal } from "../../ui/Refusal";
import { useForm } from "../../ui/useForm";
import { providersQuery } from "./api";
import { Door } from "./Door";
import { entered, ownPath, type SecondStep, type SignedIn } from "./entered";
import { Passkey } from "./Factors";
import { Second } from "./Second";
import { whyNot } from "./whyNot";

/** Signing in by password, passkey, a provider or the organization's own sign-on. */
export default function SignIn() {
  const { t } = useTranslation("account");
  const { next, error } = useSearch({ strict: false }) as { next?: string; error?: string };
  const [step, setStep] = useState<SecondStep>();
  const take = (answered: SignedIn | SecondStep) =>
    answered.state === "signed_in" ? entered(answered, next) : setStep(answered);
  if (step) return <Second step={step} onEntered={(signed) => entered(signed, next)} />;
  return (
    <Door title={t("sign-in")}>
      {error && <Banner mood="bad">{t(...whyNot(error))}</Banner>}
      <ByPassword onAnswer={take} />
      <p className="or">{t("or")}</p>
      <div className="more">
        <Passkey onUse={async () => take(await byPasskey())} />
        <Providers next={next} />
        <Link className="btn second wide" to="/forgot" search={{ organization: "1" } as never}>
          {t("organization")}
        </Link>
        <Link className="link hit" to="/sign-up">
          {t("sign-up")}
        </Link>
      </div>
    </Door>
  );
}

async function byPasskey(): Promise<SignedIn> {
  const asked = await answer(api.POST("/api/v1/auth/passkeys/sign-in/options"));
  const passkey = await askPasskey((asked as { public_key: Record<string, unknown> }).public_key);
  return (await answer(
    api.POST("/api/v1/auth/passkeys/sign-in", { body: { passkey, keep: "cookie" } as never }),
  )) as SignedIn;
}

function ByPassword({ onAnswer }: { onAnswer: (answered: SignedIn | SecondStep) => void }) {
  const { t } = useTranslation("account");
  const form = useForm(async ({ email = "", password = "" }) =>
    onAnswer(
      await answer(api.POST("/api/v1/auth/sign-in", { body: { email, password, keep: "cookie" } })),
    ),
  );
  return (
    <form onSubmit={form.onSubmit}>
      <Refusal problem={form.problem} words={{ sign_in_refused: t("wrong") }} />
      <Field label={t("email")} name="email" type="email" autoComplete="username" required />
      <Field
        label={t("password")}
        name="password"
        type="password"
        autoComplete="current-password"
        required
        help={<Link to="/forgot">{t("forgot")}</Link>}
      />
      <Button kind="primary" type="submit" className="wide" busy={form.busy}>
        {t("sign-in")}
      </Button>
    </form>
  );
}

function Providers({ next }: { next: string | undefined }) {
  const { t } = useTranslation("account");
  const { data } = useQuery(providersQuery);
  const back = encodeURIComponent(ownPath(next, location.origin));
  return data?.map((one) => (
    <a key={one.name} className="btn second wide" href={`${one.start}?next=${back}`}>
      {t("provider", { name: one.title })}
    </a>
  ));
}
