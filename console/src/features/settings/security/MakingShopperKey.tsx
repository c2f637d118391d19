import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/Button";
import { Dialog } from "../../../ui/Dialog";
import { Labelled } from "../../../ui/Field";
import { Refusal } from "../../../ui/Refusal";
import { tell } from "../../../ui/toasts";
import { useForm } from "../../../ui/useForm";
import {
  type Algorithm,
  type MadeShopperKey,
  makeShopperKey,
  rotateShopperKey,
  type ShopperKey,
} from "./api";
import { ALGORITHMS, isShared } from "./shopperKeys";

const FORM = "shopper-key";
/** Hours that the old key holds beside the new one. */
const OVERLAPS = [0, 1, 24, 168] as const;

interface Props {
  store: string;
  /** The key in whose place it comes; left out: one beside the others. */
  instead?: ShopperKey;
  onMade: (made: MadeShopperKey) => void;
  onClose: () => void;
}

/** A key for the shop's server: a secret that both know, or the public half of a pair. */
export function MakingShopperKey({ store, instead, onMade, onClose }: Props) {
  const { t } = useTranslation("settings/security");
  const queries = useQueryClient();
  const [algorithm, setAlgorithm] = useState<Algorithm>(instead?.algorithm ?? "HS256");
  const shared = isShared(algorithm);
  const form = useForm(
    async ({ public_key = "", overlap = "24" }) => {
      const pem = shared ? null : public_key.trim();
      const made = instead
        ? await rotateShopperKey(store, instead.id, Number(overlap), pem)
        : await makeShopperKey(store, algorithm, pem);
      void queries.invalidateQueries({ queryKey: ["store", store, "shopper-keys"] });
      if (!made.secret) tell(t("told.shopper-key"));
      onMade(made);
    },
    ({ public_key = "" }) =>
      shared || public_key.trim() ? {} : { public_key: t("fault.public-key") },
  );
  return (
    <Dialog
      title={t(instead ? "shopper-key.rotate.title" : "shopper-key.add")}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("keep")}</Button>
          <Button kind="primary" type="submit" form={FORM} busy={form.busy}>
            {t(instead ? "shopper-key.rotate" : "shopper-key.make")}
          </Button>
        </>
      }
    >
      <form id={FORM} onSubmit={form.onSubmit} noValidate>
        <Refusal problem={form.problem} />
        {instead ? <Overlap /> : <Choice value={algorithm} onChange={setAlgorithm} />}
        <p className="muted">{t(shared ? "shopper-key.shared" : "shopper-key.pair")}</p>
        {!shared && (
          <Labelled
            label={t("field.public-key")}
            help={t("field.public-key.help")}
            fault={form.fault("public_key")}
          >
            {(attributes) => (
              <textarea {...attributes} name="public_key" rows={6} dir="ltr" spellCheck={false} />
            )}
          </Labelled>
        )}
      </form>
    </Dialog>
  );
}

function Choice({ value, onChange }: { value: Algorithm; onChange: (one: Algorithm) => void }) {
  const { t } = useTranslation("settings/security");
  return (
    <Labelled label={t("column.algorithm")}>
      {(attributes) => (
        <select
          {...attributes}
          value={value}
          onChange={(event) => onChange(event.target.value as Algorithm)}
        >
          {ALGORITHMS.map((one) => (
            <option key={one} value={one}>
              {t("algorithm.of", { name: one, what: t(`algorithm.${one}`) })}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
}

function Overlap() {
  const { t } = useTranslation("settings");
  return (
    <Labelled label={t("field.overlap")} help={t("field.overlap.help")}>
      {(attributes) => (
        <select {...attributes} name="overlap" defaultValue={24}>
          {OVERLAPS.map((one) => (
            <option key={one} value={one}>
              {one ? t("hours", { count: one }) : t("at-once")}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
}
