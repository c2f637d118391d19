import type { Metadata } from "../api/types";
import { useWording } from "./context";
import { memo } from "./memo";

const QUOTED = "quote";

/** Who wrote it, in the server's words where it has some. A machine is always named as one, and never which. */
function Writer({ label, writer }: Metadata) {
  const { t } = useWording();
  if (label) return <span dir="auto">{label}</span>;
  return writer && writer !== QUOTED ? <span>{t("byAi")}</span> : null;
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
  /** Sources, products or a comparison stand in the answer. A greeting rests on nothing. */
  hasEvidence: boolean;
  /** When the prices and stock in the text were true. */
  factsAsOf: string | null;
  currency: string;
}

/** What the answer was written from, and how far it can be relied on. */
export const Grounds = memo(function Grounds(props: Props) {
  const { t, moment } = useWording();
  const { metadata, hasEvidence, factsAsOf, currency } = props;
  const { confidence, reasons = [], abstained } = metadata;
  const isSure = typeof confidence === "number" && hasEvidence && !abstained;
  return (
    <div class="aw-grounds">
      <Writer {...metadata} />
      {factsAsOf && <span>{t("factsAsOf", { time: moment(factsAsOf, currency) })}</span>}
      {isSure && <Sureness confidence={confidence} reasons={reasons} />}
    </div>
  );
});
