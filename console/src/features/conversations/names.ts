import { useTranslation } from "react-i18next";
import { useSession } from "../../api/session";

/** Return a function that names who did something. principal: the kind and the id of a credential; name: as the server tells it. */
export function useNames(): {
  nameOf: (principal: string, name: string | null | undefined) => string;
  isMine: (principal: string) => boolean;
} {
  const { t } = useTranslation("conversations");
  const { person } = useSession();
  const isMine = (principal: string) => principal.slice(principal.indexOf(":") + 1) === person.id;
  return {
    isMine,
    nameOf: (principal, name) => (isMine(principal) ? t("you") : (name ?? t("colleague"))),
  };
}
