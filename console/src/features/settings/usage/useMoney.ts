import { useNumbers } from "../../../format/numbers";
import type { Sums } from "./api";

/** Return a function that writes amounts; those of different currencies are not added up. */
export function useMoney() {
  const { money } = useNumbers();
  return (paid: Sums["money"], what: "cost" | "saved") =>
    paid.map((one) => money(Number(one[what]), one.currency)).join(" + ");
}
