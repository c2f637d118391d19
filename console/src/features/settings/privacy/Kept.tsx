import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Answered } from "../../../ui/Answered";
import { Button } from "../../../ui/Button";
import { Field } from "../../../ui/Field";
import { Refusal } from "../../../ui/Refusal";
import { tell } from "../../../ui/toasts";
import { useForm } from "../../../ui/useForm";
import { Block } from "../Block";
import { countOlder, type OwnDays, putRetention, type Retention, retentionQuery } from "./api";
import { daysIn, isShorter } from "./days";
import { Shortening } from "./Shortening";

const FIELDS = ["conversation_days", "trace_days"] as const;

/** For how long this store keeps chats, and how answers came about. */
export function Kept({ store, mayChange }: { store: string; mayChange: boolean }) {
  const { t } = useTranslation("settings/privacy");
  const query = useQuery(retentionQuery(store));
  return (
    <Block title={t("days")} more={t(mayChange ? "days.more" : "days.barred")}>
      <Answered query={query} about={t("days")}>
        {(kept) => (
          <Days key={JSON.stringify(kept.own)} store={store} kept={kept} mayChange={mayChange} />
        )}
      </Answered>
    </Block>
  );
}

/** What waits for a yes, with how many chats it erases. */
interface Asked {
  wanted: OwnDays;
  traces: boolean;
  chats: number | undefined;
}

interface Props {
  store: string;
  kept: Retention;
  mayChange: boolean;
}

function Days({ store, kept, mayChange }: Props) {
  const { t } = useTranslation("settings/privacy");
  const queries = useQueryClient();
  const [asked, setAsked] = useState<Asked>();
  const save = async (wanted: OwnDays) => {
    await putRetention(store, wanted);
    await queries.invalidateQueries({ queryKey: retentionQuery(store).queryKey });
    tell(t("told.days"));
  };
  const read = (text = "") => daysIn(text, kept.longest_days);
  const form = useForm(
    async (fields) => {
      const wanted = Object.fromEntries(
        FIELDS.map((name) => [name, read(fields[name]) ?? null]),
      ) as OwnDays;
      const traces = isShorter(kept, wanted, "trace_days");
      const chats = isShorter(kept, wanted, "conversation_days");
      if (!chats && !traces) return save(wanted);
      const days = wanted.conversation_days ?? kept.installation.conversation_days;
      setAsked({ wanted, traces, chats: chats ? await countOlder(store, days) : undefined });
    },
    (fields) =>
      Object.fromEntries(
        FIELDS.filter((name) => read(fields[name]) === undefined).map((name) => [
          name,
          t("fault.days", { most: kept.longest_days }),
        ]),
      ),
  );
  return (
    <form onSubmit={form.onSubmit} noValidate>
      <Refusal problem={form.problem} />
      {FIELDS.map((name) => (
        <Field
          key={name}
          label={t(`field.${name}`)}
          help={t("field.days.help", { count: kept.installation[name] })}
          name={name}
          inputMode="numeric"
          dir="ltr"
          maxLength={3}
          placeholder={String(kept.installation[name])}
          defaultValue={kept.own[name] ?? ""}
          readOnly={!mayChange}
          fault={form.fault(name)}
        />
      ))}
      {mayChange && (
        <Button type="submit" busy={form.busy}>
          {t("days.save")}
        </Button>
      )}
      {asked && (
        <Shortening
          chats={asked.chats}
          traces={asked.traces}
          act={() => save(asked.wanted)}
          onClose={() => setAsked(undefined)}
        />
      )}
    </form>
  );
}
