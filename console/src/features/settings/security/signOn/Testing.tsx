import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { asProblem } from "../../../../api/problem";
import { Button } from "../../../../ui/Button";
import { Dialog } from "../../../../ui/Dialog";
import { Banner } from "../../../../ui/pieces";
import { Refusal } from "../../../../ui/Refusal";
import { type Connection, type Tested, testConnection } from "../api";

/** Asks the identity provider what a sign-in needs, without signing anybody in. */
export function Testing({ of, onClose }: { of: Connection; onClose: () => void }) {
  const { t } = useTranslation("settings/security");
  const act = useMutation({ mutationFn: () => testConnection(of.id) });
  return (
    <Dialog
      title={t("test.title", { name: of.name })}
      onClose={onClose}
      actions={
        <Button kind="primary" busy={act.isPending} onClick={() => act.mutate()}>
          {t("test")}
        </Button>
      }
    >
      <p>{t(`test.text.${of.kind}`)}</p>
      {act.error && <Refusal problem={asProblem(act.error)} />}
      {act.data && <Outcome tested={act.data} kind={of.kind} />}
    </Dialog>
  );
}

function Outcome({ tested, kind }: { tested: Tested; kind: Connection["kind"] }) {
  const { t } = useTranslation("settings/security");
  if (tested.works) return <Banner mood="good" title={t(`test.works.${kind}`)} />;
  return (
    <Banner mood="bad" title={t("test.fails")}>
      <p>{tested.detail}</p>
      <p>{t("test.next")}</p>
      <small>{tested.code}</small>
    </Banner>
  );
}
