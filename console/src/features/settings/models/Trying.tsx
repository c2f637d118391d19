import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { asProblem } from "../../../api/problem";
import { useNumbers } from "../../../format/numbers";
import { Button } from "../../../ui/Button";
import { Dialog } from "../../../ui/Dialog";
import { Labelled } from "../../../ui/Field";
import { Banner } from "../../../ui/pieces";
import { Refusal } from "../../../ui/Refusal";
import { type Provider, type Tried, tryProvider } from "./api";

/** One cheap call to a model, and what came of it. */
export function Trying({ of, onClose }: { of: Provider; onClose: () => void }) {
  const { t } = useTranslation("settings/models");
  const [model, setModel] = useState(of.models[0]?.name ?? "");
  const act = useMutation({ mutationFn: () => tryProvider(of.id, model) });
  return (
    <Dialog
      title={t("try.title", { name: of.name })}
      onClose={onClose}
      actions={
        <Button kind="primary" busy={act.isPending} onClick={() => act.mutate()}>
          {t("try")}
        </Button>
      }
    >
      <p>{t("try.text")}</p>
      <Labelled label={t("column.model")}>
        {(attributes) => (
          <select {...attributes} value={model} onChange={(event) => setModel(event.target.value)}>
            {of.models.map((one) => (
              <option key={one.name}>{one.name}</option>
            ))}
          </select>
        )}
      </Labelled>
      {act.error && <Refusal problem={asProblem(act.error)} />}
      {act.data && <Outcome tried={act.data} />}
    </Dialog>
  );
}

function Outcome({ tried }: { tried: Tried }) {
  const { t } = useTranslation("settings/models");
  const { duration } = useNumbers();
  const time = duration(tried.seconds);
  if (tried.works) return <Banner mood="good" title={t("try.works", { time })} />;
  return (
    <Banner mood="bad" title={t("try.fails", { time })}>
      <p>{tried.detail}</p>
      <small>{tried.code}</small>
    </Banner>
  );
}
