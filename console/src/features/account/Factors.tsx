import { useState } from "react";
import { useTranslation } from "react-i18next";
import { askPasskey } from "../../api/passkeys";
import { asProblem, type Problem } from "../../api/problem";
import { Button } from "../../ui/Button";
import { Field } from "../../ui/Field";
import { Refusal } from "../../ui/Refusal";
import { useForm } from "../../ui/useForm";

export type GivenProof = { code: string } | { recovery_code: string } | { passkey: unknown };

interface Props {
  /** Those of `totp`, `passkey`, `recovery` that are set up. */
  methods: readonly string[];
  /** What to ask a passkey. */
  options: () => Promise<{ public_key: Record<string, unknown> }>;
  /** Sends the proof. @throws Problem */
  onGiven: (proof: GivenProof) => Promise<void>;
}

/** Every way of the second step that a person has. */
export function Factors({ methods, options, onGiven }: Props) {
  const { t } = useTranslation("account");
  const [recovery, setRecovery] = useState(false);
  return (
    <>
      {methods.includes("totp") && !recovery && (
        <OneCode label={t("code")} name="code" numeric onGiven={(code) => onGiven({ code })} />
      )}
      {methods.includes("passkey") && (
        <Passkey
          onUse={async () => onGiven({ passkey: await askPasskey((await options()).public_key) })}
        />
      )}
      {recovery ? (
        <OneCode
          label={t("recovery")}
          name="recovery_code"
          onGiven={(recovery_code) => onGiven({ recovery_code })}
        />
      ) : (
        methods.includes("recovery") && (
          <div className="more">
            <Button kind="quiet" onClick={() => setRecovery(true)}>
              {t("recovery.use")}
            </Button>
          </div>
        )
      )}
    </>
  );
}

function OneCode({
  label,
  name,
  numeric,
  onGiven,
}: {
  label: string;
  name: string;
  numeric?: boolean;
  onGiven: (code: string) => Promise<void>;
}) {
  const { t } = useTranslation("account");
  const form = useForm((fields) => onGiven((fields[name] ?? "").trim()));
  return (
    <form onSubmit={form.onSubmit}>
      <Refusal problem={form.problem} />
      <Field
        label={label}
        name={name}
        required
        autoComplete={numeric ? "one-time-code" : "off"}
        inputMode={numeric ? "numeric" : "text"}
      />
      <Button kind="primary" type="submit" busy={form.busy}>
        {t("go-on")}
      </Button>
    </form>
  );
}

/** A button that uses a passkey, and says when none was used. */
export function Passkey({ onUse }: { onUse: () => Promise<void> }) {
  const { t } = useTranslation("account");
  const [problem, setProblem] = useState<Problem>();
  const [unused, setUnused] = useState(false);
  const use = async () => {
    setProblem(undefined);
    setUnused(false);
    try {
      await onUse();
    } catch (error) {
      if (error instanceof DOMException) setUnused(true);
      else setProblem(asProblem(error));
    }
  };
  return (
    <>
      <Refusal problem={problem} />
      {unused && (
        <p className="banner warn" role="alert">
          {t("passkey.unused")}
        </p>
      )}
      <Button className="wide" onClick={() => void use()}>
        {t("passkey.use")}
      </Button>
    </>
  );
}
