/** As whom the test chat asks: kept in the address. */
import { useNavigate, useSearch } from "@tanstack/react-router";
import type { Situation } from "../answers/api";

const NAMES = ["market", "page", "language", "signed_in", "basket"] as const;
type SituationName = (typeof NAMES)[number];
const PREFIX = "as_";

/** Read a made-up shopper out of an address's search. */
export function situationIn(search: Readonly<Record<string, unknown>>): Situation {
  const said = (name: SituationName) => String(search[PREFIX + name] ?? "").trim();
  const basket = said("basket").split(",").filter(Boolean);
  return {
    ...(said("market") && { market: said("market") }),
    ...(said("page") && { page: said("page") }),
    ...(said("language") && { language: said("language") }),
    ...(said("signed_in") && { signed_in: true }),
    ...(basket.length && { basket }),
  };
}

/** The made-up shopper of the address, and a function that changes something of them. */
export function useSituation() {
  const search = useSearch({ strict: false }) as Record<string, unknown>;
  const navigate = useNavigate();
  const go = (next: Record<string, unknown>) =>
    void navigate({ to: ".", search: next as never, replace: true, resetScroll: false });
  return {
    situation: situationIn(search),
    set: (name: SituationName, value: string) =>
      go({ ...search, [PREFIX + name]: value || undefined }),
    clear: () =>
      go(Object.fromEntries(Object.entries(search).filter(([name]) => !name.startsWith(PREFIX)))),
  };
}
