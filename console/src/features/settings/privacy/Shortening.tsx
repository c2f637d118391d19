import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { asProblem } from "../../../api/problem";
import { Button } from "../../../ui/Button";
import { Dialog } from "../../../ui/Dialog";
import { Refusal } from "../../../ui/Refusal";

interface Props {
  /** How many are older than the new number of days; left out where chats are kept as long as before. */
  chats: number | undefined;
  /** Whether it is forgotten earlier how answers came about. */
  traces: boolean;
  /** @throws Problem */
  act: () => Promise<void>;
  onClose: () => void;
}

/** Says what fewer days erase, before they do. */
export function Shortening({ chats, traces, act, onClose }: Props) {
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
      {chats !== undefined && <p>{t("shorten.text", { count: chats })}</p>}
      {traces && <p>{t("shorten.traces")}</p>}
    </Dialog>
  );
}
