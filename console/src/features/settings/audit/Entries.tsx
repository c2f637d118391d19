import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Time } from "../../../format/Time";
import { Button } from "../../../ui/Button";
import { Dialog } from "../../../ui/Dialog";
import { Badge, Isolated } from "../../../ui/pieces";
import { type Column, Table } from "../../../ui/Table";
import type { Entry } from "./api";
import { changesOf, useActors } from "./reading";

/** The entries, the newest first; one opens with what was there before and after. */
export function Entries({ entries }: { entries: readonly Entry[] }) {
  const { t } = useTranslation("settings");
  const [open, setOpen] = useState<Entry>();
  const actor = useActors();
  const columns: Column<Entry>[] = [
    { name: "at", title: t("column.when"), cell: (one) => <Time when={one.at} /> },
    { name: "actor", title: t("column.who"), cell: (one) => actor(one.actor) },
    { name: "action", title: t("column.what"), cell: (one) => <What entry={one} /> },
    {
      name: "address",
      title: t("column.from"),
      optional: true,
      cell: (one) => <Isolated>{one.personal.address}</Isolated>,
    },
    {
      name: "open",
      title: <span className="vh">{t("column.actions")}</span>,
      end: true,
      cell: (one) => (
        <Button small kind="quiet" onClick={() => setOpen(one)}>
          {t("audit.open", { number: one.number })}
        </Button>
      ),
    },
  ];
  return (
    <>
      <Table
        label={t("section.audit")}
        rows={entries}
        keyOf={(one) => one.id}
        columns={columns}
        onOpen={setOpen}
        dense
      />
      {open && <Whole entry={open} onClose={() => setOpen(undefined)} />}
    </>
  );
}

function What({ entry }: { entry: Entry }) {
  const { t } = useTranslation("settings");
  return (
    <>
      <bdi className="mono">{entry.action}</bdi>{" "}
      {entry.outcome === "refused" && <Badge mood="warn">{t("audit.refused")}</Badge>}
    </>
  );
}

function Whole({ entry, onClose }: { entry: Entry; onClose: () => void }) {
  const { t } = useTranslation("settings");
  const changes = changesOf(entry);
  return (
    <Dialog title={t("audit.entry", { number: entry.number })} onClose={onClose} shape="drawer">
      <p>
        <What entry={entry} />
      </p>
      <p className="muted mono">
        <Isolated>{[entry.object_kind, entry.object_id].filter(Boolean).join(" ")}</Isolated>
      </p>
      <ul className="muted">
        {Object.entries(entry.personal).map(
          ([field, value]) =>
            value && (
              <li key={field}>
                {field}: <Isolated>{value}</Isolated>
              </li>
            ),
        )}
      </ul>
      {changes.length ? (
        <table className="grid">
          <thead>
            <tr>
              <th scope="col">{t("column.field")}</th>
              <th scope="col">{t("column.before")}</th>
              <th scope="col">{t("column.after")}</th>
            </tr>
          </thead>
          <tbody>
            {changes.map((one) => (
              <tr key={one.field}>
                <th scope="row">{one.field}</th>
                <td>{one.before}</td>
                <td>{one.after}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <p className="muted">{t("audit.unchanged")}</p>
      )}
    </Dialog>
  );
}
