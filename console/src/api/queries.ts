/** How server data is kept: one cache, the same rules for all. */
import { QueryClient } from "@tanstack/react-query";
import { asProblem } from "./problem";

const FRESH_MS = 15_000;
const MOST_TRIES = 2;

/** Make the cache. What is refused is not asked again by itself; what did not answer is, twice. */
export function makeQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: FRESH_MS,
        networkMode: "always",
        retry: (failures, error) => failures < MOST_TRIES && asProblem(error).passing,
        retryDelay: (failures) => 400 * 2 ** failures * (0.5 + Math.random()),
      },
      mutations: { networkMode: "always" },
    },
  });
}
