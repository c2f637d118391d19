import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useSession } from "../../api/session";
import { namesQuery } from "./api";

/** Return a function that names who did something. principal: the kind and the id of a credential, "login:…". */
export function useNames(): {
  nameOf: (principal: string) => string;
  isMine: (principal: string) => boolean;
} {
  const { t } = useTranslation("conversations");
  const { person } = useSession();
  const names = useQuery(namesQuery).data;
  const idOf = (principal: string) => principal.slice(principal.indexOf(":") + 1);
  const isMine = (principal: string) => idOf(principal) === person.id;
  return {
    isMine,
    nameOf: (principal) =>
      isMine(principal) ? t("you") : (names?.get(idOf(principal)) ?? t("colleague")),
  };
}
