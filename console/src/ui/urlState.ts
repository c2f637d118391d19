/** View state that lives in the address: tab, filter, sort, period, open drawer. */
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";

type Search = Record<string, string | undefined>;

/**
 * Return one value of the address's search, and a function that sets it.
 *
 * @param name Its name there.
 * @param usual Its value where the address says nothing; it is not written there.
 */
export function useUrlState<Value extends string>(
  name: string,
  usual: Value,
): [Value, (value: Value | undefined) => void] {
  const search = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const set = useCallback(
    (value: Value | undefined) => {
      const next = value === usual ? undefined : value;
      const change = (before: Search) => ({ ...before, [name]: next });
      // Replaced, not added: Back leads to the screen before, not through every filter.
      void navigate({ to: ".", search: change as never, replace: true, resetScroll: false });
    },
    [navigate, name, usual],
  );
  return [(search[name] as Value | undefined) ?? usual, set];
}

/** Write a search as plain text values. */
export function writeSearch(search: Search): string {
  const pairs = Object.entries(search).filter((pair): pair is [string, string] => pair[1] != null);
  const text = new URLSearchParams(pairs.map(([name, value]) => [name, String(value)])).toString();
  return text ? `?${text}` : "";
}

/** Read it again. */
export function readSearch(text: string): Search {
  return Object.fromEntries(new URLSearchParams(text));
}
