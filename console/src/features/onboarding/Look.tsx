import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api } from "../../api/client";
import { asProblem, type Problem } from "../../api/problem";
import { Answered } from "../../ui/Answered";
import { Button } from "../../ui/Button";
import { Field } from "../../ui/Field";
import { Refusal } from "../../ui/Refusal";
import { Frame, useStepStore } from "./Frame";

interface Look {
  color: string | null;
  title: string | null;
  greeting: string | null;
}

interface Draft {
  draft: Look;
  live: { number: number };
}

/** The fifth step: colour, name and greeting, tried on the chat's own page. */
export default function LookStep() {
  const { t } = useTranslation("onboarding");
  const store = useStepStore();
  const path = { params: { path: { store } } };
  const [problem, setProblem] = useState<Problem>();
  const [preview, setPreview] = useState<string>();
  const form = useRef<HTMLFormElement>(null);
  const query = useQuery({
    queryKey: ["store", store, "look"],
    queryFn: () => answer<Draft>(api.GET("/api/v1/stores/{store}/widget", path)),
  });
  const guarded = async (act: () => Promise<unknown>) => {
    setProblem(undefined);
    try {
      await act();
    } catch (error) {
      setProblem(asProblem(error));
      throw error;
    }
  };
  const save = () => saveDraft(store, new FormData(form.current as HTMLFormElement));
  const show = () =>
    guarded(async () => {
      await save();
      const made = await answer<{ page: string }>(
        api.POST("/api/v1/stores/{store}/widget/previews", path),
      );
      setPreview(made.page);
    }).catch(() => undefined);
  const publish = () =>
    guarded(async () => {
      await save();
      const body = { expected: query.data?.live.number ?? 0 } as never;
      await answer(api.POST("/api/v1/stores/{store}/widget/releases", { ...path, body }));
    });
  return (
    <Frame step="look" ready={!!query.data} onContinue={publish}>
      <Refusal problem={problem} />
      <Answered query={query} about={t("look.title")}>
        {({ draft }) => (
          <div className="beside">
            <form ref={form}>
              <Field
                label={t("look.color")}
                name="color"
                type="color"
                defaultValue={draft.color ?? "#0b5a6e"}
              />
              <Field
                label={t("look.name")}
                name="title"
                maxLength={60}
                defaultValue={draft.title ?? ""}
              />
              <Field
                label={t("look.greeting")}
                name="greeting"
                maxLength={300}
                defaultValue={draft.greeting ?? ""}
              />
              <Button onClick={() => void show()}>{t("look.show")}</Button>
            </form>
            {preview && <iframe className="try-chat" src={preview} title={t("look.preview")} />}
          </div>
        )}
      </Answered>
    </Frame>
  );
}

/** Keep the look as a draft; an empty field means: as the store's settings say. */
async function saveDraft(store: string, chosen: FormData): Promise<void> {
  const of = (name: string) => String(chosen.get(name) ?? "").trim() || null;
  const body = { color: of("color"), title: of("title"), greeting: of("greeting") };
  await answer(
    api.PATCH("/api/v1/stores/{store}/widget", {
      params: { path: { store } },
      body: body as never,
    }),
  );
}
