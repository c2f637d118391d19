import { useTranslation } from "react-i18next";
import { answer, api } from "../../api/client";
import { Door } from "./Door";
import type { SecondStep, SignedIn } from "./entered";
import { Factors, type GivenProof } from "./Factors";

type Asked = Pick<SecondStep, "challenge" | "methods">;

/** The second step of a sign-in, by any of the ways that the person has. */
export function Second({
  step: { challenge, methods },
  onEntered,
}: {
  step: Asked;
  onEntered: (signed: SignedIn) => void;
}) {
  const { t } = useTranslation("account");
  const finish = async (proof: GivenProof) =>
    onEntered(
      (await answer(
        api.POST("/api/v1/auth/second-step", { body: { challenge, ...proof } as never }),
      )) as SignedIn,
    );
  return (
    <Door title={t("second")}>
      <Factors
        methods={methods}
        options={async () =>
          (await answer(
            api.POST("/api/v1/auth/second-step/passkey-options", { body: { challenge } }),
          )) as never
        }
        onGiven={finish}
      />
      <div className="more">
        <a className="link hit" href="/sign-in">
          {t("back")}
        </a>
      </div>
    </Door>
  );
}
