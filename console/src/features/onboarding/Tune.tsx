import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api } from "../../api/client";
import { asProblem, type Problem } from "../../api/problem";
import { LANGUAGES } from "../../i18n/languages";
import { Answered } from "../../ui/Answered";
import { Check, Field } from "../../ui/Field";
import { Refusal } from "../../ui/Refusal";
import { Frame, useStepStore } from "./Frame";
import { forgetKept, keepForm, readKept } from "./kept";

interface Tone {
  tone: string;
  words: string;
  example: string;
}

interface Assistant {
  draft: { tone: string; languages: readonly string[] };
  live: { number: number };
}

/** The third step: tone, languages, and who gets what Aisle cannot answer. */
export default function Tune() {
  const { t } = useTranslation("onboarding");
  const store = useStepStore();
  const path = { params: { path: { store } } };
  const [problem, setProblem] = useState<Problem>();
  const form = useRef<HTMLFormElement>(null);
  const query = useQuery({
    queryKey: ["store", store, "assistant", "tuning"],
    queryFn: async () => {
      const [assistant, tones] = await Promise.all([
        answer<Assistant>(api.GET("/api/v1/stores/{store}/assistant", path)),
        answer<{ items: readonly Tone[] }>(api.GET("/api/v1/stores/{store}/assistant/tones", path)),
      ]);
      return { assistant, tones: tones.items };
    },
  });
  const save = async () => {
    if (!form.current || !query.data) return;
    try {
      await publish(store, new FormData(form.current), query.data.assistant.live.number);
      forgetKept(`tune.${store}`);
    } catch (error) {
      setProblem(asProblem(error));
      throw error;
    }
  };
  return (
    <Frame step="tune" ready={!!query.data} onContinue={save}>
      <Refusal problem={problem} />
      <Answered query={query} about={t("tune.title")}>
        {({ assistant, tones }) => (
          <form ref={form} onChange={() => form.current && keepForm(`tune.${store}`, form.current)}>
            <Tones tones={tones} chosen={readKept(`tune.${store}`).tone ?? assistant.draft.tone} />
            <Languages chosen={assistant.draft.languages} />
            <Field
              label={t("tune.email")}
              help={t("tune.email.help")}
              name="email"
              type="email"
              autoComplete="email"
              defaultValue={readKept(`tune.${store}`).email}
            />
          </form>
        )}
      </Answered>
    </Frame>
  );
}

/** Make what was chosen live. number: of the release that answers now. */
async function publish(store: string, chosen: FormData, number: number): Promise<void> {
  const path = { params: { path: { store } } };
  const draft = await answer<{ differs: unknown }>(
    api.PATCH("/api/v1/stores/{store}/assistant", {
      ...path,
      body: {
        tone: chosen.get("tone") as never,
        languages: chosen.getAll("language") as string[],
      } as never,
    }),
  );
  const email = String(chosen.get("email") ?? "");
  if (email)
    await answer(
      api.PATCH("/api/v1/stores/{store}", {
        ...path,
        body: { settings: { "contact.email": email } },
      }),
    );
  const changed = Array.isArray(draft.differs) ? draft.differs.length > 0 : !!draft.differs;
  if (changed)
    await answer(
      api.POST("/api/v1/stores/{store}/assistant/releases", {
        ...path,
        body: { expected: number } as never,
      }),
    );
}

function Tones({ tones, chosen }: { tones: readonly Tone[]; chosen: string }) {
  const { t } = useTranslation("onboarding");
  return (
    <fieldset className="samples-of-tone">
      <legend>{t("tune.tone")}</legend>
      {tones.map((one) => (
        <label key={one.tone} className="sample-of-tone">
          <input type="radio" name="tone" value={one.tone} defaultChecked={one.tone === chosen} />
          <span>
            <b>{t(`tone.${one.tone}`)}</b>
            <small>{one.example}</small>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function Languages({ chosen }: { chosen: readonly string[] }) {
  const { t } = useTranslation("onboarding");
  return (
    <fieldset className="samples-of-tone plain">
      <legend>{t("tune.languages")}</legend>
      {Object.entries(LANGUAGES).map(([code, name]) => (
        <Check
          key={code}
          label={name}
          name="language"
          value={code}
          defaultChecked={chosen.includes(code)}
        />
      ))}
      <small>{t("tune.languages.help")}</small>
    </fieldset>
  );
}
