import { useMutation, useQueryClient } from "@tanstack/react-query";
import { tellProblem } from "../../problems/said";

/**
 * Return an action of the settings: it says what came of it, and what it changed is fetched anew.
 *
 * @param key First part of the query keys that it touches.
 */
export function useDone<Given>(key: string, act: (given: Given) => Promise<unknown>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: act,
    onError: (error) => tellProblem(error),
    onSettled: () => queries.invalidateQueries({ queryKey: [key] }),
  });
}
