import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api } from "../api/client";
import { askForProofWith } from "../api/proof";
import { sessionQuery, useSession } from "../api/session";
import { Factors, type GivenProof } from "../features/account/Factors";
import { PasswordForm } from "../features/account/PasswordForm";
import { Dialog } from "../ui/Dialog";

/** Asks once more who is there, whenever the API wants a fresh proof, and lets what waited go on. */
export function Proof() {
  const { t } = useTranslation();
  const [asked, setAsked] = useState(false);
  const done = useRef<(given: boolean) => void>(() => {});
  useEffect(() => {
    askForProofWith(() => {
      setAsked(true);
      return new Promise((resolve) => {
        done.current = resolve;
      });
    });
    return () => askForProofWith(async () => false);
  }, []);
  const close = (given: boolean) => {
    setAsked(false);
    done.current(given);
  };
  if (!asked) return null;
  return (
    <Dialog title={t("proof.title")} onClose={() => close(false)}>
      <p className="muted">{t("proof.text")}</p>
      <Ways onGiven={() => close(true)} />
    </Dialog>
  );
}

function Ways({ onGiven }: { onGiven: () => void }) {
  const queries = useQueryClient();
  const { person, second_steps: steps } = useSession();
  const finish = async (send: Promise<unknown>) => {
    await send;
    await queries.fetchQuery({ ...sessionQuery, staleTime: 0 });
    onGiven();
  };
  const factors = steps.filter((step) => step !== "recovery");
  if (factors.length === 0 && person.has_password)
    return (
      <PasswordForm
        username={person.email}
        onGiven={(password) =>
          finish(answer(api.POST("/api/v1/auth/verify", { body: { password } })))
        }
      />
    );
  return (
    <Factors
      methods={steps}
      options={async () =>
        (await answer(api.POST("/api/v1/auth/verify/passkey-options"))) as { public_key: never }
      }
      onGiven={(proof: GivenProof) =>
        finish(answer(api.POST("/api/v1/auth/verify/factor", { body: proof as never })))
      }
    />
  );
}
