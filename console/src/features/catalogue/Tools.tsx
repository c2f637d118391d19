import { useTranslation } from "react-i18next";
import { Button } from "../../ui/Button";
import { usePopup } from "../../ui/Menu";
import { useUrlState } from "../../ui/urlState";
import { columnsIn, toggled } from "./listed";

interface Props {
  /** Columns that may be left out, with their titles. */
  columns: readonly (readonly [string, string])[];
  onExport: () => void;
  busy: boolean;
}

/** What a list can do beside its filters: which columns, how dense, and all of it as a file. All but the file is in the address. */
export function Tools({ columns, onExport, busy }: Props) {
  const { t } = useTranslation("catalogue");
  const [dense, setDense] = useUrlState<string>("dense", "");
  return (
    <div className="row cat-tools">
      <Columns columns={columns} />
      <Button small aria-pressed={dense === "1"} onClick={() => setDense(dense ? undefined : "1")}>
        {t("dense")}
      </Button>
      <Button small busy={busy} onClick={onExport}>
        {t("export")}
      </Button>
    </div>
  );
}

function Columns({ columns }: Pick<Props, "columns">) {
  const { t } = useTranslation("catalogue");
  const [without, setWithout] = useUrlState<string>("without", "");
  const { open, setOpen, anchor, id } = usePopup();
  return (
    <div className="anchor" ref={anchor}>
      <Button small aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        {t("columns")}
      </Button>
      {open && (
        <fieldset className="pop cat-columns" id={id} aria-label={t("columns")}>
          {columns.map(([name, title]) => (
            <label key={name} className="check">
              <input
                type="checkbox"
                checked={!columnsIn(without).has(name)}
                onChange={() => setWithout(toggled(without, name) || undefined)}
              />
              <span>{title}</span>
            </label>
          ))}
        </fieldset>
      )}
    </div>
  );
}
