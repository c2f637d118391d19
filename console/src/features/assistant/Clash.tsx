import { useTranslation } from "react-i18next";
import { Button } from "../../ui/Button";
import { Banner } from "../../ui/pieces";
import { paragraphsOf } from "./merging";
import type { Name } from "./types";
import type { Editing } from "./useEdits";
import { useWritten } from "./written";

/** Settings that somebody else changed, too: both, side by side, until one is chosen. */
export function Clash({ editing }: { editing: Editing }) {
  const { t } = useTranslation("assistant");
  if (!editing.clash) return null;
  return (
    <Banner mood="warn" title={t("clash")}>
      {editing.clash.names.map((name) => (
        <Both key={name} name={name} editing={editing} theirs={editing.clash?.theirs[name]} />
      ))}
    </Banner>
  );
}

function Both({ name, editing, theirs }: { name: Name; editing: Editing; theirs: unknown }) {
  const { t } = useTranslation("assistant");
  const written = useWritten();
  const mine = editing.value[name];
  const sides = [
    ["clash.mine", mine, theirs],
    ["clash.theirs", theirs, mine],
  ] as const;
  return (
    <section aria-label={t(`setting.${name}`)}>
      <b>{t(`setting.${name}`)}</b>
      <div className="sides">
        {sides.map(([label, value, other]) => (
          <div key={label}>
            {paragraphsOf(written(name, value), written(name, other)).map((one) => (
              <p key={one.text} dir="auto" className={one.changed ? "ch" : undefined}>
                {one.text}
              </p>
            ))}
            <Button small onClick={() => editing.settle(name, value as never)}>
              {t(label)}
            </Button>
          </div>
        ))}
      </div>
    </section>
  );
}
