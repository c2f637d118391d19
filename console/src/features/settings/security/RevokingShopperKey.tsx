import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/Button";
import { Dialog } from "../../../ui/Dialog";
import { Isolated } from "../../../ui/pieces";
import { tell } from "../../../ui/toasts";
import { useDone } from "../useDone";
import { revokeShopperKey, type ShopperKey } from "./api";

interface Props {
  store: string;
  of: ShopperKey;
  onClose: () => void;
}

/** Ends a shopper key for good. */
export function RevokingShopperKey({ store, of, onClose }: Props) {
  const { t } = useTranslation("settings/security");
  const queries = useQueryClient();
  const act = useDone("security", () => revokeShopperKey(store, of.id));
  const go = () =>
    act.mutate(undefined, {
      onSuccess: () => {
        void queries.invalidateQueries({ queryKey: ["store", store, "shopper-keys"] });
        tell(t("told.shopper-key-revoked"));
        onClose();
      },
    });
  return (
    <Dialog
      title={t("shopper-key.revoke.title")}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("keep")}</Button>
          <Button kind="danger" busy={act.isPending} onClick={go}>
            {t("shopper-key.revoke")}
          </Button>
        </>
      }
    >
      <p className="mono">
        <Isolated>{of.id}</Isolated>
      </p>
      <p>{t("shopper-key.revoke.text")}</p>
    </Dialog>
  );
}
