import { useKit } from "./context";
import { useCell } from "./hooks";

export function LiveRegions() {
  const { polite, assertive, turn } = useCell(useKit().announcer.spoken);
  return (
    <div class="aw-vh">
      <div aria-live="polite" data-live="polite">
        <span key={turn}>{polite}</span>
      </div>
      <div aria-live="assertive" data-live="assertive">
        <span key={turn}>{assertive}</span>
      </div>
    </div>
  );
}
