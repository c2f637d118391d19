import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { BulkForm } from "./BulkForm";
import { EditPreview } from "./EditPreview";
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
  const form = useRef<HTMLDivElement>(null);
  const back = () => {
    setShown(undefined);
    requestAnimationFrame(() => form.current?.querySelector("select")?.focus());
  };
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
            <Button onClick={back}>{t("bulk.back")}</Button>
            <Button kind="primary" disabled={shown.counts.products === 0} onClick={() => go(shown)}>
              {t("bulk.go", { count: shown.counts.products })}
            </Button>
          </>
        )
      }
    >
      <div hidden={!!shown} ref={form}>
        <BulkForm store={store} products={products} onShown={setShown} />
      </div>
      {shown && <EditPreview store={store} edit={shown} />}
    </Dialog>
  );
}
