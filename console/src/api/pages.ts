/** Lists that come in pages. */
import type { UseInfiniteQueryResult } from "@tanstack/react-query";
import { useEffect } from "react";

export interface Page<One> {
  items: readonly One[];
  next_cursor: string | null;
}

type Paged = Pick<
  UseInfiniteQueryResult<{ pages: readonly unknown[] }>,
  "data" | "hasNextPage" | "isFetching" | "isError" | "fetchNextPage"
>;

/** Read on by itself until so many pages are here; more of them by a button. */
export function useAllPages(query: Paged, most = 20): void {
  const { data, hasNextPage, isFetching, isError, fetchNextPage } = query;
  const read = data?.pages.length ?? 0;
  useEffect(() => {
    if (hasNextPage && !isFetching && !isError && read < most) void fetchNextPage();
  }, [hasNextPage, isFetching, isError, fetchNextPage, read, most]);
}
