import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { asProblem } from "../../api/problem";
import { Button } from "../../ui/Button";
import { Field, focusFirstFault } from "../../ui/Field";
import { BulkValues, Choice } from "./BulkValues";
import { showEdit, type Wanted } from "./editing";
import { KINDS, type Said, wantedOf } from "./kinds";
import type { ProductEdit } from "./types";

interface Props {
  store: string;
  products: readonly string[];
  onShown: (edit: ProductEdit) => void;
}

const NOTHING: Said = { kind: "title", text: "", other: "", place: "title", anyCase: false };

/** What is to be done to many products, and why. */
export function BulkForm({ store, products, onShown }: Props) {
  const { t } = useTranslation("catalogue");
  const [said, setSaid] = useState(NOTHING);
  const [why, setWhy] = useState("");
  const [fault, setFault] = useState<string>();
  const form = useRef<HTMLFormElement>(null);
  const show = useMutation({ mutationFn: (wanted: Wanted) => showEdit(store, wanted) });
  useEffect(() => {
    if (fault) focusFirstFault(form.current);
  }, [fault]);
  const ask = (event: FormEvent) => {
    event.preventDefault();
    const done = wantedOf(said);
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
  const change = (some: Partial<Said>) => {
    setFault(undefined);
    setSaid({ ...said, ...some });
  };
  return (
    <form className="cat-bulk" ref={form} onSubmit={ask}>
      <Choice
        label={t("bulk.what")}
        value={said.kind}
        options={KINDS.map((one) => [one, t(`bulk.kind.${one}`)])}
        onChange={(kind) => change({ ...NOTHING, kind })}
      />
      <BulkValues said={said} fault={fault} onChange={change} />
      <Field
        label={t("bulk.why")}
        value={why}
        maxLength={500}
        onChange={(event) => setWhy(event.target.value)}
      />
      <Button kind="primary" type="submit" busy={show.isPending}>
        {t("bulk.show")}
      </Button>
    </form>
  );
}
