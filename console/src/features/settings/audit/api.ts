/** The audit log of the organization. */
import { infiniteQueryOptions } from "@tanstack/react-query";
import { answer, api } from "../../../api/client";

export interface Entry {
  id: string;
  number: number;
  at: string;
  action: string;
  /** Kind and id, such as `member:…`. */
  actor: string;
  object_kind: string;
  object_id: string | null;
  outcome: "done" | "refused";
  before: Readonly<Record<string, unknown>> | null;
  after: Readonly<Record<string, unknown>> | null;
  /** Empty where it was erased. */
  personal: Readonly<Record<string, string | null>>;
}

export interface Wanted {
  action: string;
  outcome: string;
  from: string;
}

type Page = { items: readonly Entry[]; next_cursor: string | null };
const MOST = 50;

/** Filters as the API takes them; what is empty is left out. */
export const asked = ({ action, outcome, from }: Wanted) => ({
  ...(action && { action }),
  ...(outcome && { outcome: outcome as Entry["outcome"] }),
  // An address may say anything; what is no day narrows nothing.
  ...(!Number.isNaN(Date.parse(from)) && { from: new Date(from).toISOString() }),
});

export const auditQuery = (wanted: Wanted) =>
  infiniteQueryOptions({
    queryKey: ["audit", wanted],
    initialPageParam: "",
    queryFn: ({ pageParam }) =>
      answer<Page>(
        api.GET("/api/v1/audit", {
          params: {
            query: { limit: MOST, ...asked(wanted), ...(pageParam && { cursor: pageParam }) },
          },
        }),
      ),
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  });

/** Where what the filters show is downloaded. */
export const exportOf = (wanted: Wanted, format: "csv" | "jsonl") =>
  `/api/v1/audit/export?${new URLSearchParams({ format, ...asked(wanted) })}`;

export interface Verdict {
  holds: boolean;
  entries: number;
  compared: number;
  faults: readonly { number: number; what: string }[];
}

export const verify = () => answer<Verdict>(api.GET("/api/v1/audit/verify"));
