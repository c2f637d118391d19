import { useTranslation } from "react-i18next";
import { useNumbers } from "../../format/numbers";
import { Button } from "../../ui/Button";
import { Badge } from "../../ui/pieces";
import type { Palette } from "./api";

const READABLE = 4.5;
const PASSED = { mood: "good", icon: "check" } as const;

interface Props {
  palette: Palette;
  barred: boolean;
  onChoose: (color: string) => void;
}

/** What comes of the one colour, with how readable it is; the server computes both, as it does for the widget. */
export function Colours({ palette, barred, onChoose }: Props) {
  const { t } = useTranslation("widget");
  const { count } = useNumbers();
  const { white_ratio: ratio, white_shade: shade } = palette;
  return (
    <div className="palette">
      {ratio < READABLE && (
        <div className="offer">
          <p>{t("white-fails", { ratio: count(ratio), color: shade })}</p>
          <Button small disabled={barred} onClick={() => onChoose(shade)}>
            {t("take-shade", { color: shade })}
          </Button>
        </div>
      )}
      {(["light", "dark"] as const).map((mode) => (
        <table key={mode} className="swatches">
          <caption>{t(`colours.${mode}`)}</caption>
          <tbody>
            {palette[mode].map((one) => (
              <tr key={one.name}>
                <td>
                  <i style={{ background: one.color }} aria-hidden="true" />
                </td>
                <th scope="row">{t(`colour.${one.name}` as never)}</th>
                <td>
                  <bdi>{one.color}</bdi>
                </td>
                <td>
                  <Badge {...(one.needed && PASSED)}>
                    <bdi>{count(one.ratio)}:1</bdi>
                  </Badge>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </div>
  );
}
