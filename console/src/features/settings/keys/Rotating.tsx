import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/Button";
import { Dialog } from "../../../ui/Dialog";
import { Labelled } from "../../../ui/Field";
import { useDone } from "../useDone";
import { type Key, type MadeKey, rotateKey } from "./api";

/** Hours that the old key works beside the new one. */
const OVERLAPS = [0, 1, 24, 168] as const;

interface Props {
  of: Key;
  onMade: (made: MadeKey) => void;
  onClose: () => void;
}

/** Another key in the place of one, with time to change over. */
export function Rotating({ of, onMade, onClose }: Props) {
  const { t } = useTranslation("settings");
  const [hours, setHours] = useState(24);
  const act = useDone("keys", async () => {
    const made = await rotateKey(of.id, hours);
    onClose();
    onMade(made);
  });
  return (
    <Dialog
      title={t("rotate.title", { name: of.name || of.prefix })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("rotate.keep")}</Button>
          <Button kind="primary" busy={act.isPending} onClick={() => act.mutate(undefined)}>
            {t("rotate")}
          </Button>
        </>
      }
    >
      <Labelled label={t("field.overlap")} help={t("field.overlap.help")}>
        {(attributes) => (
          <select
            {...attributes}
            value={hours}
            onChange={(event) => setHours(Number(event.target.value))}
          >
            {OVERLAPS.map((one) => (
              <option key={one} value={one}>
                {one ? t("hours", { count: one }) : t("at-once")}
              </option>
            ))}
          </select>
        )}
      </Labelled>
    </Dialog>
  );
}
