import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Menu } from "../../../../ui/Menu";
import type { Connection } from "../api";
import { ConnectionForm } from "./ConnectionForm";
import { DeletingConnection } from "./DeletingConnection";
import { Switching, type Turn } from "./Switching";
import { Testing } from "./Testing";

type Doing = "test" | "change" | "delete" | Turn;

/** What can be done about a single sign-on. It is switched on once a domain is proven. */
export function ConnectionMenu({ of }: { of: Connection }) {
  const { t } = useTranslation("settings/security");
  const [doing, setDoing] = useState<Doing>();
  const close = () => setDoing(undefined);
  const unproven = of.domains.some((one) => one.verified_at) ? undefined : t("switch.unproven");
  const turn = (to: Turn, barred?: string) => ({
    label: t(`turn.${to}`),
    icon: to === "off" ? ("pause" as const) : ("play" as const),
    act: () => setDoing(to),
    barred,
  });
  return (
    <>
      <Menu
        label={t("actions-for", { name: of.name })}
        items={[
          { label: t("test"), icon: "bolt", act: () => setDoing("test") },
          { label: t("change"), icon: "settings", act: () => setDoing("change") },
          ...(of.enabled
            ? [turn(of.required ? "beside" : "only"), turn("off")]
            : [turn("on", unproven)]),
          { label: t("delete"), icon: "close", bad: true, act: () => setDoing("delete") },
        ]}
      />
      {doing === "test" && <Testing of={of} onClose={close} />}
      {doing === "change" && <ConnectionForm of={of} onClose={close} />}
      {doing === "delete" && <DeletingConnection of={of} onClose={close} />}
      {(doing === "on" || doing === "off" || doing === "only" || doing === "beside") && (
        <Switching of={of} to={doing} onClose={close} />
      )}
    </>
  );
}
