import type { Metadata } from "../api/types";
import { useWording } from "./context";
import { memo } from "./memo";

const QUOTED = "quote";

/** Who wrote it: the shop's own words as the shop calls them, or a machine. Which one is not said. */
function Writer({ metadata, isCited }: { metadata: Metadata; isCited: boolean }) {
  const { t } = useWording();
  const { label, writer } = metadata;
  if (writer && writer !== QUOTED) {
    return <span>{t(isCited ? "byAiFromGuides" : "byAi")}</span>;
  }
  return label ? <span dir="auto">{label}</span> : null;
}

function Sureness({ confidence, reasons }: { confidence: number; reasons: string[] }) {
  const { t, percent } = useWording();
  return (
    <details>
      <summary>{t("confidence", { percent: percent(confidence) })}</summary>
      <ul aria-label={t("reasons")}>
        {reasons.map((reason) => (
          <li key={reason} dir="auto">
            {reason}
          </li>
        ))}
      </ul>
    </details>
  );
}

interface Props {
  metadata: Metadata;
  isCited: boolean;
  /** Sources, products or a comparison stand in the answer. A greeting rests on nothing. */
  hasEvidence: boolean;
  /** When the prices and stock in the text were true. */
  factsAsOf: string | null;
  currency: string;
}

/** What the answer was written from, and how far it can be relied on. */
export const Grounds = memo(function Grounds(props: Props) {
  const { t, moment } = useWording();
  const { metadata, isCited, hasEvidence, factsAsOf, currency } = props;
  const { confidence, reasons = [], abstained } = metadata;
  const isSure = typeof confidence === "number" && hasEvidence && !abstained;
  return (
    <div class="aw-grounds">
      <Writer metadata={metadata} isCited={isCited} />
      {factsAsOf && <span>{t("factsAsOf", { time: moment(factsAsOf, currency) })}</span>}
      {isSure && <Sureness confidence={confidence} reasons={reasons} />}
    </div>
  );
});
