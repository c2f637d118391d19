import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Menu } from "../../../ui/Menu";
import { tell } from "../../../ui/toasts";
import { useDone } from "../useDone";
import { type Provider, switchProvider } from "./api";
import { Deleting } from "./Deleting";
import { KeyForm } from "./KeyForm";
import { ProviderForm } from "./ProviderForm";
import { Trying } from "./Trying";

type Doing = "try" | "change" | "key" | "delete";

/** What can be done about a provider. */
export function ProviderMenu({ of }: { of: Provider }) {
  const { t } = useTranslation("settings/models");
  const [doing, setDoing] = useState<Doing>();
  const act = useDone("models", (off: boolean) => switchProvider(of.id, off));
  const close = () => setDoing(undefined);
  const turn = (off: boolean) =>
    act.mutate(off, {
      onSuccess: () =>
        tell(t(off ? "told.off" : "told.on", { name: of.name }), { undo: () => act.mutate(!off) }),
    });
  return (
    <>
      <Menu
        label={t("actions-for", { name: of.name })}
        items={[
          {
            label: t("try"),
            icon: "bolt",
            act: () => setDoing("try"),
            barred: of.models.length ? undefined : t("try.none"),
          },
          { label: t("change"), icon: "settings", act: () => setDoing("change") },
          { label: t("key.change"), icon: "shield", act: () => setDoing("key") },
          of.suspended_at
            ? { label: t("switch-on"), icon: "play", act: () => turn(false) }
            : { label: t("switch-off"), icon: "pause", act: () => turn(true) },
          { label: t("delete"), icon: "close", bad: true, act: () => setDoing("delete") },
        ]}
      />
      {doing === "try" && <Trying of={of} onClose={close} />}
      {doing === "change" && <ProviderForm of={of} onClose={close} />}
      {doing === "key" && <KeyForm of={of} onClose={close} />}
      {doing === "delete" && <Deleting of={of} onClose={close} />}
    </>
  );
}
