import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { storesQuery } from "../../../api/session";
import { Button } from "../../../ui/Button";
import { Dialog } from "../../../ui/Dialog";
import { Banner } from "../../../ui/pieces";
import { tell } from "../../../ui/toasts";
import { permissionsQuery } from "../permissions";
import { useAbilityWords } from "../roles/useAbilityWords";
import { useDone } from "../useDone";
import { changeRoles, type Member, rolesQuery } from "./api";
import { RoleFields } from "./RoleFields";
import { bodyOf, choiceOf, choiceOfGiven, difference } from "./roles";

/** Another role in the place of all that somebody has; says what is gained and lost. */
export function Changing({
  member,
  onClose,
}: {
  store: string;
  member: Member;
  onClose: () => void;
}) {
  const { t } = useTranslation("settings");
  const roles = useQuery(rolesQuery).data ?? [];
  const stores = useQuery(storesQuery).data ?? [];
  const [first] = member.roles;
  const [role, setRole] = useState(first ? choiceOfGiven(first) : "editor");
  const was = stores.find((one) => one.id === first?.store_id)?.slug ?? "";
  const [place, setPlace] = useState(was);
  const name = member.name || member.email;
  const allowed = (value: string) =>
    roles.find((one) => choiceOf(one) === value)?.permissions ?? [];
  const before = [...new Set(member.roles.flatMap((one) => allowed(choiceOfGiven(one))))];
  const act = useDone("team", () => changeRoles(member.id, [bodyOf(role, place, roles)]));
  const go = () =>
    act.mutate(undefined, {
      onSuccess: () => {
        tell(t("told.changed", { name }));
        onClose();
      },
    });
  return (
    <Dialog
      title={t("change-roles.of", { name })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("change-roles.keep")}</Button>
          <Button kind="primary" busy={act.isPending} onClick={go}>
            {t("change-roles")}
          </Button>
        </>
      }
    >
      {member.roles.length > 1 && <Banner mood="warn">{t("change-roles.several")}</Banner>}
      <RoleFields {...{ role, place }} onRole={setRole} onPlace={setPlace} />
      <Difference {...difference(before, allowed(role))} />
    </Dialog>
  );
}

function Difference({ gained, lost }: ReturnType<typeof difference>) {
  const { t } = useTranslation("settings");
  const words = useAbilityWords();
  const sentences = useQuery(permissionsQuery).data ?? [];
  const say = (names: readonly string[]) =>
    names.map((one) => (
      <li key={one}>{words(one, sentences.find((found) => found.name === one)?.description)}</li>
    ));
  if (!gained.length && !lost.length) return <p className="muted">{t("change-roles.same")}</p>;
  return (
    <>
      {gained.length > 0 && (
        <section>
          <h3 className="h3">{t("gains")}</h3>
          <ul lang="en">{say(gained)}</ul>
        </section>
      )}
      {lost.length > 0 && (
        <section>
          <h3 className="h3">{t("loses")}</h3>
          <ul lang="en">{say(lost)}</ul>
        </section>
      )}
    </>
  );
}
