/** What roles and keys can hold, each in a sentence. */
import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "../../api/client";

interface Permission {
  name: string;
  description: string;
  /** Whether an organization's own roles may hold it. */
  custom_roles: boolean;
}

export const permissionsQuery = queryOptions({
  queryKey: ["permissions"],
  queryFn: async () =>
    (await answer<{ items: Permission[] }>(api.GET("/api/v1/permissions"))).items,
  staleTime: Number.POSITIVE_INFINITY,
});
