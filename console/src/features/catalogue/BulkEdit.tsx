import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { asProblem } from "../../api/problem";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { Field, Labelled } from "../../ui/Field";
import { EditPreview } from "./EditPreview";
import { showEdit } from "./editing";
import { KINDS, type Kind, wantedOf } from "./kinds";
import type { ProductEdit } from "./types";
import { useTold } from "./useTold";

interface Props {
  store: string;
  products: readonly string[];
  onClose: () => void;
  /** Called when the edit is under way. */
  onStart: () => void;
}

/** Many products edited at once: said, shown, done. Nothing is written before the last step. */
export function BulkEdit({ store, products, onClose, onStart }: Props) {
  const { t } = useTranslation("catalogue");
  const [shown, setShown] = useState<ProductEdit>();
  const told = useTold(store);
  const go = (edit: ProductEdit) => {
    onStart();
    onClose();
    told.carryOut(edit.id, "apply");
  };
  return (
    <Dialog
      shape="wide"
      title={t("bulk.title", { count: products.length })}
      onClose={onClose}
      actions={
        shown && (
          <>
            <Button onClick={() => setShown(undefined)}>{t("bulk.back")}</Button>
            <Button kind="primary" disabled={shown.counts.products === 0} onClick={() => go(shown)}>
              {t("bulk.go", { count: shown.counts.products })}
            </Button>
          </>
        )
      }
    >
      <div hidden={!!shown}>
        <BulkForm store={store} products={products} onShown={setShown} />
      </div>
      {shown && <EditPreview edit={shown} />}
    </Dialog>
  );
}

interface FormProps {
  store: string;
  products: readonly string[];
  onShown: (edit: ProductEdit) => void;
}

function BulkForm({ store, products, onShown }: FormProps) {
  const { t } = useTranslation("catalogue");
  const [kind, setKind] = useState<Kind>("brand");
  const [text, setText] = useState("");
  const [instead, setInstead] = useState("");
  const [why, setWhy] = useState("");
  const [fault, setFault] = useState<string>();
  const show = useMutation({
    mutationFn: (wanted: Parameters<typeof showEdit>[1]) => showEdit(store, wanted),
  });
  const ask = (event: FormEvent) => {
    event.preventDefault();
    const done = wantedOf(kind, text, instead);
    if (!done) return setFault(t("bulk.needs"));
    setFault(undefined);
    show.mutate(
      { products, why, ...done },
      {
        onSuccess: onShown,
        onError: (error) => setFault(asProblem(error).detail || t("own.unsaved")),
      },
    );
  };
  const takesText = kind !== "hide" && kind !== "show" && kind !== "take_back";
  return (
    <form className="cat-bulk" onSubmit={ask}>
      <Labelled label={t("bulk.what")}>
        {(attributes) => (
          <select
            {...attributes}
            value={kind}
            onChange={(event) => setKind(event.target.value as Kind)}
          >
            {KINDS.map((one) => (
              <option key={one} value={one}>
                {t(`bulk.kind.${one}`)}
              </option>
            ))}
          </select>
        )}
      </Labelled>
      {takesText && (
        <Field
          label={t(kind === "replace" ? "bulk.search" : "bulk.value")}
          help={kind.endsWith("tags") ? t("own.tags") : undefined}
          value={text}
          maxLength={500}
          fault={fault}
          onChange={(event) => setText(event.target.value)}
        />
      )}
      {kind === "replace" && (
        <Field
          label={t("bulk.instead")}
          value={instead}
          maxLength={500}
          onChange={(event) => setInstead(event.target.value)}
        />
      )}
      <Field
        label={t("bulk.why")}
        value={why}
        maxLength={500}
        onChange={(event) => setWhy(event.target.value)}
      />
      {!takesText && fault && <span className="fault">{fault}</span>}
      <Button kind="primary" type="submit" busy={show.isPending}>
        {t("bulk.show")}
      </Button>
    </form>
  );
}
