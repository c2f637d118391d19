import { useTranslation } from "react-i18next";
import { relative } from "../../../format/times";
import { localeOf } from "../../../i18n/languages";
import { Asking } from "../../../ui/Asking";
import { useDone } from "../useDone";
import { type Key, revokeKey } from "./api";

/** Ends a key for good, and says when it was needed last. */
export function Revoking({ of, onClose }: { of: Key; onClose: () => void }) {
  const { t, i18n } = useTranslation("settings");
  const name = of.name || of.prefix;
  const act = useDone("keys", () => revokeKey(of.id));
  const last = of.last_used_at
    ? t("revoke-key.used", {
        time: relative(localeOf(i18n.language), Date.parse(of.last_used_at), Date.now()),
      })
    : t("revoke-key.unused");
  return (
    <Asking
      title={t("revoke-key.title", { name })}
      keep={t("revoke-key.keep")}
      verb={t("revoke-key")}
      act={act}
      told={t("told.key-revoked", { name })}
      onClose={onClose}
    >
      {last} {t("revoke-key.text")}
    </Asking>
  );
}
