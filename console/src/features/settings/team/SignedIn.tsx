import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Time } from "../../../format/Time";
import { Answered } from "../../../ui/Answered";
import { Button } from "../../../ui/Button";
import { Dialog } from "../../../ui/Dialog";
import { tell } from "../../../ui/toasts";
import { useDone } from "../useDone";
import { endLogins, loginsOfQuery, type Member, type MemberLogin } from "./api";

/** Where somebody is signed in here, and the way to end it; they are told by mail. */
export function SignedIn({ member, onClose }: { member: Member; onClose: () => void }) {
  const { t } = useTranslation("settings");
  const query = useQuery(loginsOfQuery(member.id));
  const name = member.name || member.email;
  const all = useDone("team", () => endLogins(member.id));
  const go = () => all.mutate(undefined, { onSuccess: () => tell(t("told.signed-out", { name })) });
  return (
    <Dialog
      title={t("signed-in.of", { name })}
      onClose={onClose}
      actions={
        !!query.data?.length && (
          <>
            <Button onClick={onClose}>{t("signed-in.keep")}</Button>
            <Button kind="danger" busy={all.isPending} onClick={go}>
              {t("signed-in.end")}
            </Button>
          </>
        )
      }
    >
      <p>{t("signed-in.text")}</p>
      <Answered query={query} about={t("signed-in")}>
        {(found) =>
          found.length ? (
            <ul className="devices" aria-label={t("signed-in")}>
              {found.map((one) => (
                <Device key={one.id} member={member} login={one} />
              ))}
            </ul>
          ) : (
            <p className="muted">{t("signed-in.none")}</p>
          )
        }
      </Answered>
    </Dialog>
  );
}

function Device({ member, login }: { member: Member; login: MemberLogin }) {
  const { t } = useTranslation("settings");
  const end = useDone("team", () => endLogins(member.id, login.id));
  const told = t("told.device", { name: login.device });
  return (
    <li>
      <span className="person">
        <b>{login.device}</b>
        <small className="muted">
          {t("signed-in.seen")} <Time when={login.seen_at} /> · {t("signed-in.since")}{" "}
          <Time when={login.created_at} />
        </small>
      </span>
      <Button
        small
        busy={end.isPending}
        aria-label={t("signed-in.end.of", { name: login.device })}
        onClick={() => end.mutate(undefined, { onSuccess: () => tell(told) })}
      >
        {t("signed-in.end.one")}
      </Button>
    </li>
  );
}
