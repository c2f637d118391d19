import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { answer, api } from "../../../api/client";
import { Time } from "../../../format/Time";
import { Answered } from "../../../ui/Answered";
import { Button } from "../../../ui/Button";
import { Badge, Isolated } from "../../../ui/pieces";
import { tell } from "../../../ui/toasts";
import { type Login, loginsQuery, useDone } from "../api";
import { Part } from "./Part";

/** Where one is signed in. */
export function Devices() {
  const { t } = useTranslation("account");
  const query = useQuery(loginsQuery);
  const all = useDone(() => answer(api.DELETE("/api/v1/auth/logins")));
  const go = () => all.mutate(undefined, { onSuccess: () => tell(t("devices.ended")) });
  return (
    <Part title={t("devices")}>
      <Answered query={query} about={t("devices")}>
        {(found) => (
          <>
            <ul className="lines">
              {found.map((one) => (
                <Device key={one.id} login={one} />
              ))}
            </ul>
            {found.length > 1 && (
              <Button busy={all.isPending} onClick={go}>
                {t("devices.end")}
              </Button>
            )}
          </>
        )}
      </Answered>
    </Part>
  );
}

function Device({ login }: { login: Login }) {
  const { t } = useTranslation("account");
  const end = useDone(() =>
    answer(
      api.DELETE("/api/v1/auth/logins/{login_id}", { params: { path: { login_id: login.id } } }),
    ),
  );
  const go = () => end.mutate(undefined, { onSuccess: () => tell(t("device.ended")) });
  return (
    <li>
      <span className="grow">
        {login.device} {login.current && <Badge mood="good">{t("device.this")}</Badge>}
        <small>
          {t("device.seen")} <Time when={login.seen_at} />{" "}
          {login.address && <Isolated>{login.address}</Isolated>}
        </small>
      </span>
      {!login.current && (
        <Button
          small
          busy={end.isPending}
          aria-label={t("device.end.of", { name: login.device })}
          onClick={go}
        >
          {t("device.end")}
        </Button>
      )}
    </li>
  );
}
