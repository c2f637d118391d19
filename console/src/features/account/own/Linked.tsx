import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { answer, api } from "../../../api/client";
import { useSession } from "../../../api/session";
import { Answered } from "../../../ui/Answered";
import { Button } from "../../../ui/Button";
import { tell } from "../../../ui/toasts";
import { type Identity, identitiesQuery, providersQuery, useDone } from "../api";
import { Part } from "./Part";

const BODY = { next: "/account" };

async function toProvider(provider: string): Promise<void> {
  const going = await answer(
    api.POST("/api/v1/auth/identities/{provider}/link", {
      params: { path: { provider } },
      body: BODY,
    }),
  );
  location.assign(going.location);
}

/** The organization's own sign-on, found by the address. */
async function toSignOn(email: string): Promise<void> {
  const found = await answer(api.POST("/api/v1/auth/sign-on", { body: { email } }));
  const connection_id = (found as { start: string }).start.split("/").at(-2) ?? "";
  const going = await answer(
    api.POST("/api/v1/auth/identities/sign-on/{connection_id}/link", {
      params: { path: { connection_id } },
      body: BODY,
    }),
  );
  location.assign(going.location);
}

/** Accounts elsewhere that open this one. */
export function Linked() {
  const { t } = useTranslation("account");
  const { person } = useSession();
  const query = useQuery(identitiesQuery);
  const offered = useQuery(providersQuery).data ?? [];
  const link = useDone(toProvider);
  const linkSignOn = useDone(() => toSignOn(person.email));
  const titleOf = (name: string) =>
    offered.find((one) => one.name === name)?.title ?? t("linked.organization");
  return (
    <Part title={t("linked")}>
      <Answered query={query} about={t("linked")}>
        {(found) => (
          <>
            {found.length ? (
              <ul className="lines">
                {found.map((one) => (
                  <Line key={one.id} identity={one} title={titleOf(one.provider)} />
                ))}
              </ul>
            ) : (
              <p className="muted">{t("linked.none")}</p>
            )}
            <div className="row">
              {offered
                .filter(({ name }) => !found.some((one) => one.provider === name))
                .map(({ name, title }) => (
                  <Button key={name} busy={link.isPending} onClick={() => link.mutate(name)}>
                    {t("link.with", { name: title })}
                  </Button>
                ))}
              <Button busy={linkSignOn.isPending} onClick={() => linkSignOn.mutate()}>
                {t("link.sign-on")}
              </Button>
            </div>
          </>
        )}
      </Answered>
    </Part>
  );
}

function Line({ identity, title }: { identity: Identity; title: string }) {
  const { t } = useTranslation("account");
  const end = useDone(() =>
    answer(
      api.DELETE("/api/v1/auth/identities/{identity_id}", {
        params: { path: { identity_id: identity.id } },
      }),
    ),
  );
  const go = () => end.mutate(undefined, { onSuccess: () => tell(t("unlinked")) });
  return (
    <li>
      <span className="grow">{title}</span>
      <Button small busy={end.isPending} aria-label={t("unlink.of", { name: title })} onClick={go}>
        {t("unlink")}
      </Button>
    </li>
  );
}
