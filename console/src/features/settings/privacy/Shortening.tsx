import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { asProblem } from "../../../api/problem";
import { Button } from "../../../ui/Button";
import { Dialog } from "../../../ui/Dialog";
import { Refusal } from "../../../ui/Refusal";

interface Props {
  /** Chats that are older than the new number of days. */
  count: number;
  /** @throws Problem */
  act: () => Promise<void>;
  onClose: () => void;
}

/** Says how many chats fewer days erase, before they do. */
export function Shortening({ count, act, onClose }: Props) {
  const { t } = useTranslation("settings/privacy");
  const going = useMutation({ mutationFn: act, onSuccess: onClose });
  return (
    <Dialog
      title={t("shorten.title")}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("shorten.keep")}</Button>
          <Button kind="danger" busy={going.isPending} onClick={() => going.mutate()}>
            {t("shorten.go")}
          </Button>
        </>
      }
    >
      {going.error && <Refusal problem={asProblem(going.error)} />}
      <p>{t("shorten.text", { count })}</p>
    </Dialog>
  );
}
