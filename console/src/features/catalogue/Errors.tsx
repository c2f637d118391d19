import { useTranslation } from "react-i18next";
import { Badge } from "../../ui/pieces";
import { type Column, Table } from "../../ui/Table";
import type { RowError } from "./types";

/** Rows of a file that cannot be taken as they are, with line, column and reason. */
export function Errors({ errors }: { errors: readonly RowError[] }) {
  const { t } = useTranslation("catalogue");
  const columns: readonly Column<RowError>[] = [
    { name: "line", title: t("column.line"), end: true, cell: (one) => one.line },
    { name: "field", title: t("column.column"), cell: (one) => <bdi>{one.field}</bdi> },
    {
      name: "value",
      title: t("column.value"),
      optional: true,
      cell: (one) => <bdi>{one.excerpt}</bdi>,
    },
    { name: "reason", title: t("column.reason"), cell: (one) => one.reason },
    {
      name: "severity",
      title: t("column.comes"),
      cell: (one) => (
        <Badge mood={one.severity === "error" ? "bad" : "warn"}>
          {t(`severity.${one.severity}`)}
        </Badge>
      ),
    },
  ];
  if (!errors.length) return null;
  return (
    <section>
      <h3 className="h2">{t("errors", { count: errors.length })}</h3>
      <Table
        label={t("errors", { count: errors.length })}
        rows={errors}
        keyOf={(one) => `${one.line} ${one.field} ${one.code}`}
        columns={columns}
        dense
      />
    </section>
  );
}
