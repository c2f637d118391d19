import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/Button";
import { Dialog } from "../../../ui/Dialog";
import { Labelled } from "../../../ui/Field";
import { Refusal } from "../../../ui/Refusal";
import { tell } from "../../../ui/toasts";
import { useForm } from "../../../ui/useForm";
import { invite, rolesQuery } from "./api";
import { RoleFields } from "./RoleFields";
import { addressesIn, bodyOf } from "./roles";

const FORM = "inviting";

/** Several people at once, with one role. Who was invited stays so when a later address is refused. */
export function Inviting({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("settings");
  const queries = useQueryClient();
  const roles = useQuery(rolesQuery).data ?? [];
  const [role, setRole] = useState("editor");
  const [place, setPlace] = useState("");
  const [text, setText] = useState("");
  const form = useForm(
    async () => {
      const left = [...addressesIn(text)];
      let sent = 0;
      try {
        for (const email of addressesIn(text)) {
          await invite(email, [bodyOf(role, place, roles)]);
          left.shift();
          sent += 1;
        }
        onClose();
      } finally {
        setText(left.join("\n"));
        if (sent) tell(t("told.invited", { count: sent }));
        void queries.invalidateQueries({ queryKey: ["team"] });
      }
    },
    () => (addressesIn(text).length ? {} : { email: t("fault.email") }),
  );
  return (
    <Dialog
      title={t("invite")}
      onClose={onClose}
      actions={
        <Button kind="primary" type="submit" form={FORM} busy={form.busy}>
          {t("invite.go", { count: Math.max(addressesIn(text).length, 1) })}
        </Button>
      }
    >
      <form id={FORM} onSubmit={form.onSubmit} noValidate>
        <Refusal problem={form.problem} />
        <Labelled
          label={t("field.emails")}
          help={t("field.emails.help")}
          fault={form.fault("email")}
        >
          {(attributes) => (
            <textarea
              {...attributes}
              rows={3}
              dir="ltr"
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Labelled>
        <RoleFields {...{ role, place }} onRole={setRole} onPlace={setPlace} />
      </form>
    </Dialog>
  );
}
