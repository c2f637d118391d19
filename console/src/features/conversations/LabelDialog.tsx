import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { Check, Field } from "../../ui/Field";
import { tell } from "../../ui/toasts";
import { type Listed, labelsQuery, useConversationActions } from "./api";

interface Props {
  store: string;
  one: Listed;
  onClose: () => void;
}

/** The labels of a conversation: those of the store to pick from, and a new one. */
export function LabelDialog({ store, one, onClose }: Props) {
  const { t } = useTranslation("conversations");
  const known = useQuery(labelsQuery(store)).data ?? [];
  const { label } = useConversationActions(store, one.id);
  const [picked, setPicked] = useState(one.labels);
  const [typed, setTyped] = useState("");
  const all = [...new Set([...one.labels, ...known.map((each) => each.label)])];
  const toggle = (name: string, on: boolean) =>
    setPicked(on ? [...picked, name] : picked.filter((each) => each !== name));
  const go = () => {
    const added = typed.trim();
    const labels = [...new Set(added ? [...picked, added] : picked)];
    const undo = () => label.mutate(one.labels);
    label.mutate(labels, {
      onSuccess: () => {
        tell(t("told.labelled"), { undo });
        onClose();
      },
    });
  };
  return (
    <Dialog
      title={t("labels")}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button kind="primary" busy={label.isPending} onClick={go}>
            {t("labels.save")}
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          go();
        }}
      >
        <Field
          label={t("labels.new")}
          maxLength={40}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        {all.map((name) => (
          <Check
            key={name}
            label={name}
            checked={picked.includes(name)}
            onChange={(event) => toggle(name, event.target.checked)}
          />
        ))}
      </form>
    </Dialog>
  );
}
