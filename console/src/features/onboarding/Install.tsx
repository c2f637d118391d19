import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { answer, api } from "../../api/client";
import { type Installation, installQuery, storeQuery } from "../../api/session";
import { tellProblem } from "../../problems/said";
import { Answered } from "../../ui/Answered";
import { Button } from "../../ui/Button";
import { Field } from "../../ui/Field";
import { Icon } from "../../ui/Icon";
import { Refusal } from "../../ui/Refusal";
import { tell } from "../../ui/toasts";
import { useForm } from "../../ui/useForm";
import { Frame, useStepStore } from "./Frame";
import { addressOf } from "./slug";

const ASK_MS = 5_000;

/** The last step: one line on the shop's pages, and waiting until it was seen there. */
export default function Install() {
  const { t } = useTranslation("onboarding");
  const store = useStepStore();
  const query = useQuery({ ...installQuery(store), refetchInterval: ASK_MS });
  return (
    <Frame step="install">
      <Answered query={query} about={t("install.title")}>
        {(found) => (
          <>
            {found.origins.length === 0 && <Allow store={store} />}
            {found.origins.length > 0 && <Snippet found={found} />}
            <Seen seen={found.seen} />
          </>
        )}
      </Answered>
    </Frame>
  );
}

/** The sites that may use the window get a key of their own. */
function Allow({ store }: { store: string }) {
  const { t } = useTranslation("onboarding");
  const queries = useQueryClient();
  const settings = useQuery(storeQuery(store));
  const form = useForm(async ({ site = "" }) => {
    const origins = [new URL(addressOf(site) ?? "").origin];
    const body = { kind: "publishable" as const, name: t("install.key"), stores: [store], origins };
    await answer(api.POST("/api/v1/keys", { body: body as never }));
    await queries.invalidateQueries({ queryKey: ["store", store, "installation"] });
  });
  if (!settings.data) return null;
  return (
    <form onSubmit={form.onSubmit}>
      <Refusal problem={form.problem} />
      {form.problem?.code === "email_not_confirmed" && (
        <Button kind="quiet" onClick={() => void resend(t("install.mailed"))}>
          {t("install.resend")}
        </Button>
      )}
      <Field
        label={t("install.site")}
        help={t("install.site.help")}
        name="site"
        inputMode="url"
        required
        defaultValue={settings.data.site_url ?? ""}
        placeholder="https://shop.example"
      />
      <Button kind="primary" type="submit" busy={form.busy}>
        {t("install.allow")}
      </Button>
    </form>
  );
}

/** Going live asks for a confirmed address: send the link once more. */
async function resend(told: string): Promise<void> {
  await answer(api.POST("/api/v1/auth/email/resend")).then(
    () => tell(told),
    (error: unknown) => tellProblem(error),
  );
}

function Snippet({ found }: { found: Installation }) {
  const { t } = useTranslation("onboarding");
  const snippet = found.snippet ?? "";
  const copy = async () => {
    await navigator.clipboard.writeText(snippet);
    tell(t("install.copied"));
  };
  const letter = `mailto:?subject=${encodeURIComponent(t("install.letter"))}&body=${encodeURIComponent(snippet)}`;
  return (
    <>
      <p>{t("install.paste")}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keys */}
      <pre className="snippet" dir="ltr" tabIndex={0}>
        {snippet}
      </pre>
      <div className="row wrap">
        <Button icon="code" onClick={() => void copy()}>
          {t("install.copy")}
        </Button>
        <a className="btn second" href={letter}>
          {t("install.send")}
        </a>
      </div>
    </>
  );
}

function Seen({ seen }: { seen: Installation["seen"] }) {
  const { t } = useTranslation("onboarding");
  const origin = seen[0]?.origin;
  return (
    <p className={origin ? "banner good" : "banner"} role="status">
      <Icon name={origin ? "check" : "refresh"} small />
      {origin ? t("install.seen", { origin }) : t("install.waiting")}
    </p>
  );
}
