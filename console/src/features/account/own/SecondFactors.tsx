import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api } from "../../../api/client";
import { createPasskey } from "../../../api/passkeys";
import { Answered } from "../../../ui/Answered";
import { Button } from "../../../ui/Button";
import { tell } from "../../../ui/toasts";
import { factorsQuery, useDone } from "../api";
import { AddApp } from "./AddApp";
import { Codes } from "./Codes";
import { FactorLine } from "./FactorLine";
import { Part } from "./Part";

async function addPasskey(): Promise<string[]> {
  const asked = await answer(api.POST("/api/v1/auth/passkeys/options"));
  const passkey = await createPasskey(asked.public_key);
  const added = await answer(api.POST("/api/v1/auth/passkeys", { body: { passkey, name: "" } }));
  return added.recovery_codes;
}

const renew = async () =>
  (await answer(api.POST("/api/v1/auth/factors/recovery-codes"))).recovery_codes;

/** What else than a password is needed to come in. */
export function SecondFactors() {
  const { t } = useTranslation("account");
  const query = useQuery(factorsQuery);
  const [adding, setAdding] = useState(false);
  const [codes, setCodes] = useState<readonly string[]>([]);
  const taken = (found: readonly string[]) => {
    tell(t("saved"));
    setCodes(found);
  };
  const passkey = useDone(addPasskey);
  const again = useDone(renew);
  return (
    <Part title={t("factors")}>
      <Answered query={query} about={t("factors")}>
        {({ items, recovery_codes_left: left }) => (
          <>
            {items.length ? (
              <ul className="lines">
                {items.map((one) => (
                  <FactorLine key={one.id} factor={one} />
                ))}
              </ul>
            ) : (
              <p className="muted">{t("factors.none")}</p>
            )}
            {items.length > 0 && <p>{t("codes.left", { number: left })}</p>}
            <div className="row">
              <Button
                busy={passkey.isPending}
                onClick={() =>
                  passkey.mutate(undefined, {
                    onSuccess: taken,
                    onError: (error) =>
                      error instanceof DOMException && tell(t("passkey.unmade"), { bad: true }),
                  })
                }
              >
                {t("passkey.add")}
              </Button>
              <Button onClick={() => setAdding(true)}>{t("app.add")}</Button>
              {items.length > 0 && (
                <Button
                  busy={again.isPending}
                  onClick={() => again.mutate(undefined, { onSuccess: setCodes })}
                >
                  {t("codes.renew")}
                </Button>
              )}
            </div>
          </>
        )}
      </Answered>
      {adding && <AddApp onAdded={taken} onClose={() => setAdding(false)} />}
      {codes.length > 0 && <Codes codes={codes} onClose={() => setCodes([])} />}
    </Part>
  );
}
